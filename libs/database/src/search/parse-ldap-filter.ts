import { InvalidArgumentError } from '@triton/errors/invalid-argument-error';
import type { SearchFilter } from './search-filter';

/** Deeper than anyone writes, shallower than any stack. */
const DEEPEST = 32;
const COMPARISON = /^([A-Za-z][A-Za-z0-9_.-]*)(:caseIgnore(?:Substrings)?Match:=|>=|<=|=)([^()]*)\)/;

/**
 * Parses a filter as LDAP writes them (RFC 4515): `(&(name=b4-*)(quota>=1024)(!(brand=kvm)))`.
 * Throws InvalidArgument, naming `field`, when it is none.
 */
export function parseLdapFilter(text: string, field = 'filter'): SearchFilter {
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof NotValid)) throw error;
    const message = 'is not an LDAP filter';
    throw new InvalidArgumentError('Provided search filter is not valid', [{ field, code: 'Invalid', message }]);
  }
}

class NotValid extends Error {}

function parse(text: string): SearchFilter {
  const parser = new Parser(text);
  const filter = parser.filter(0);
  parser.end();
  return filter;
}

class Parser {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text.trim();
  }

  filter(depth: number): SearchFilter {
    if (depth > DEEPEST || !this.#take('(')) throw new NotValid();
    if (this.#take('&')) return this.#closed({ op: 'and', filters: this.#filters(depth) });
    if (this.#take('|')) return this.#closed({ op: 'or', filters: this.#filters(depth) });
    if (this.#take('!')) return this.#closed({ op: 'not', filter: this.filter(depth + 1) });
    return this.#comparison();
  }

  end(): void {
    if (this.#at !== this.#text.length) throw new NotValid();
  }

  #filters(depth: number): SearchFilter[] {
    const filters: SearchFilter[] = [];
    while (this.#text[this.#at] === '(') filters.push(this.filter(depth + 1));
    if (filters.length === 0) throw new NotValid();
    return filters;
  }

  #comparison(): SearchFilter {
    const found = COMPARISON.exec(this.#text.slice(this.#at));
    const [all, attribute, operator, value] = found ?? [];
    if (all === undefined || attribute === undefined || value === undefined) throw new NotValid();
    this.#at += all.length;
    if (operator === '>=') return { op: 'ge', attribute, value: unescaped(value) };
    if (operator === '<=') return { op: 'le', attribute, value: unescaped(value) };
    if (operator === '=' && value === '*') return { op: 'present', attribute };
    const parts = value.split('*').map(unescaped);
    return { op: 'match', attribute, parts, ...(operator === '=' ? {} : { ignoreCase: true }) };
  }

  #closed(filter: SearchFilter): SearchFilter {
    if (!this.#take(')')) throw new NotValid();
    return filter;
  }

  #take(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }
}

/** `\2a` is a `*` that is no wildcard. */
function unescaped(value: string): string {
  const text = value.replaceAll(/\\([0-9a-fA-F]{2})/g, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  if (text.includes('\0')) throw new NotValid();
  return text;
}
