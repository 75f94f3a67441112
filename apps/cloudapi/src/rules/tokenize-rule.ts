import { RuleError } from './rule';

export interface Token {
  text: string;
  /** Quoted words are never keywords. */
  quoted: boolean;
}

const TOKEN = /\s*(?:"((?:[^"\\]|\\["\\/])*)"|(::|[(),])|((?:[^\s,():"]|:(?!:))+))/y;

/** Cuts the text of a rule into words, quoted words and the signs `::`, `(`, `)` and `,`. */
export function tokenizeRule(text: string): Token[] {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  for (let at = 0; at < end; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const [all, quoted, sign, word] = TOKEN.exec(text) ?? [];
    if (all === undefined) throw new RuleError(`has a quotation mark too many or too few`);
    tokens.push(
      quoted === undefined
        ? { text: sign ?? word ?? '', quoted: false }
        : { text: quoted.replace(/\\(.)/g, '$1'), quoted: true },
    );
  }
  return tokens;
}
