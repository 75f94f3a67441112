import { RuleError } from './rule';
import type { Token } from './tokenize-rule';

/** Reads the words of a rule from left to right. */
export class TokenReader {
  #at = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  get isAtEnd(): boolean {
    return this.#at >= this.tokens.length;
  }

  /** Is the next word one of these keywords or signs? */
  isAt(...keywords: string[]): boolean {
    const token = this.tokens[this.#at];
    return token !== undefined && !token.quoted && keywords.includes(token.text.toUpperCase());
  }

  /** Goes past the next word if it is one of these. */
  skip(...keywords: string[]): boolean {
    const isThere = this.isAt(...keywords);
    if (isThere) this.#at += 1;
    return isThere;
  }

  /** The next word, which must be `what`. */
  word(what: string): string {
    const token = this.tokens[this.#at];
    if (token === undefined) throw new RuleError(`ends where ${what} is expected`);
    if (!token.quoted && ['::', '(', ')', ','].includes(token.text)) {
      throw new RuleError(`has "${token.text}" where ${what} is expected`);
    }
    this.#at += 1;
    return token.text;
  }

  expect(sign: string): void {
    if (!this.skip(sign)) throw new RuleError(`lacks ${sign} ${this.#place()}`);
  }

  expectEnd(): void {
    if (!this.isAtEnd) throw new RuleError(`cannot be understood ${this.#place()}`);
  }

  #place(): string {
    const token = this.tokens[this.#at];
    return token === undefined ? 'at its end' : `at "${token.text.slice(0, 64)}"`;
  }
}
