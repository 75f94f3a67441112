import { InvalidArgumentError } from '@triton/errors/invalid-argument-error';
import type { SearchFilter } from './search-filter';

/** Deeper than anyone writes, shallower than any stack. */
const DEEPEST = 32;

/**
 * Parses a predicate as Triton's services write them, in JSON: `{"and": [{"eq": ["brand", "bhyve"]}, {"ge": ["ram", 1024]}]}`.
 * Known are `eq`, `ne`, `ge`, `le`, `and` and `or`. Throws InvalidArgument, naming `field`, when it is none.
 */
export function parsePredicate(text: string, field = 'predicate'): SearchFilter {
  const filter = filterOf(parsed(text), 0);
  if (filter) return filter;
  const message = 'is not a predicate';
  throw new InvalidArgumentError(`${field} ${message}`, [{ field, code: 'Invalid', message }]);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function filterOf(node: unknown, depth: number): SearchFilter | undefined {
  if (depth > DEEPEST || typeof node !== 'object' || node === null) return undefined;
  const [entry, ...more] = Object.entries(node);
  if (!entry || more.length > 0 || !Array.isArray(entry[1])) return undefined;
  const [op, args] = entry as [string, unknown[]];
  if (op === 'and' || op === 'or') return joined(op, args, depth);
  const [attribute, value] = args;
  if (args.length !== 2 || typeof attribute !== 'string' || !isPlain(value)) return undefined;
  const wanted = String(value);
  if (wanted.includes('\0')) return undefined;
  if (op === 'ge' || op === 'le') return { op, attribute, value: wanted };
  const equal: SearchFilter = { op: 'match', attribute, parts: [wanted] };
  if (op === 'eq') return equal;
  return op === 'ne' ? { op: 'not', filter: equal } : undefined;
}

function joined(op: 'and' | 'or', args: unknown[], depth: number): SearchFilter | undefined {
  const filters = args.map((arg) => filterOf(arg, depth + 1));
  const good = filters.filter((filter) => filter !== undefined);
  return good.length === filters.length && good.length > 0 ? { op, filters: good } : undefined;
}

function isPlain(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}
