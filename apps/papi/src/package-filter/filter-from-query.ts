import type { SearchFilter } from '@triton/database/search/search-filter';
import { jsonArrayOr } from '../json-array-or';
import { searchableAttribute } from '../package-attributes';

/**
 * The filter that a query string's attributes ask for: all of them must hold. A value may have `*` for any text, and may
 * be a JSON array of alternatives. Undefined when the one thing asked for is one of no alternatives.
 */
export function filterFromQuery(query: Readonly<Record<string, unknown>>): SearchFilter | undefined {
  const filters: SearchFilter[] = [];
  for (const [attribute, value] of Object.entries(query)) {
    if (typeof value === 'string') filters.push(ofAttribute(attribute, jsonArrayOr(value)));
  }
  const [only] = filters;
  if (filters.length === 1 && only?.op === 'or' && only.filters.length === 0) return undefined;
  return { op: 'and', filters };
}

function ofAttribute(attribute: string, values: readonly string[]): SearchFilter {
  const filters: SearchFilter[] = values.map((value) => matching(attribute, value));
  // A package without owners is anybody's.
  if (attribute === 'owner_uuids') filters.push({ op: 'not', filter: { op: 'present', attribute } });
  return { op: 'or', filters };
}

function matching(attribute: string, value: string): SearchFilter {
  if (value === '*') return { op: 'present', attribute };
  const parts = value.split('*');
  return { op: 'match', attribute, parts: parts.length > 1 || !isBoolean(attribute) ? parts : [value.toLowerCase()] };
}

function isBoolean(attribute: string): boolean {
  return searchableAttribute(attribute)?.type === 'boolean';
}
