import type { FieldError } from '@triton/errors/triton-error';

/** No input of ours nests deeper than 6; metadata may hold anything, within reason. */
const DEEPEST = 20;
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);
// PostgreSQL stores neither NUL nor half a surrogate pair, so they end here and not as its error.
const UNSTORABLE = /[\0\p{Surrogate}]/u;
const LONGEST_ECHO = 64;

/** The first thing in parsed JSON that no service wants to meet, whatever the schema says. */
export function findHostile(value: unknown): FieldError | undefined {
  return look(value, '', 0);
}

function look(value: unknown, at: string, depth: number): FieldError | undefined {
  if (typeof value === 'string') {
    return UNSTORABLE.test(value) ? fault(at, 'must be well-formed text without NUL') : undefined;
  }
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : fault(at, 'is out of range');
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth >= DEEPEST) return fault(at, `must not nest deeper than ${DEEPEST} levels`);
  for (const [key, item] of Object.entries(value)) {
    const field = at === '' ? key : `${at}.${key}`;
    if (FORBIDDEN_KEYS.has(key)) return fault(field, 'is not an allowed name');
    if (UNSTORABLE.test(key)) return fault(at, 'must not have names with NUL or malformed text');
    const found = look(item, field, depth + 1);
    if (found) return found;
  }
  return undefined;
}

function fault(field: string, message: string): FieldError {
  const name = field === '' ? 'body' : field;
  return { field: name.length > LONGEST_ECHO ? `${name.slice(0, LONGEST_ECHO)}…` : name, code: 'Invalid', message };
}
