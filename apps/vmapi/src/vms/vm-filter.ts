import { parse } from 'node:querystring';
import { parseLdapFilter } from '@triton/database/search/parse-ldap-filter';
import { parsePredicate } from '@triton/database/search/parse-predicate';
import type { SearchFilter } from '@triton/database/search/search-filter';
import { ValidationFailedError } from '@triton/errors/validation-failed-error';

interface ListWish {
  uuids?: string;
  state?: string;
  predicate?: string;
  query?: string;
  [attribute: string]: unknown;
}

const MEMBER = /^(tag|tags|customer_metadata|internal_metadata)\..+$/s;
const NO_FILTERS = ['uuids', 'state', 'predicate', 'query', 'limit', 'offset', 'marker', 'sort', 'fields'];

/** All that the query string of a list asks for; `known` are its declared parameters, and any other is refused by name. */
export function vmFilter(wish: ListWish, url: string, known: readonly string[]): SearchFilter {
  const { uuids, state, predicate, query } = wish;
  const plain = Object.entries(wish).filter(([name, value]) => value !== undefined && !NO_FILTERS.includes(name));
  const filters: SearchFilter[] = [
    ...plain.map(([attribute, value]) => equal(attribute, String(value))),
    ...members(url, known),
  ];
  if (uuids !== undefined) filters.push({ op: 'or', filters: uuids.split(',').map((uuid) => equal('uuid', uuid)) });
  if (state === 'active') filters.push(not(equal('state', 'destroyed')), not(equal('state', 'failed')));
  else if (state !== undefined) filters.push(equal('state', state));
  if (predicate !== undefined) filters.push(parsePredicate(predicate));
  if (query !== undefined) filters.push(parseLdapFilter(query, 'query'));
  return { op: 'and', filters };
}

/** `tag.role=web`: such names can not be declared. */
function members(url: string, known: readonly string[]): SearchFilter[] {
  const mark = url.indexOf('?');
  const given = Object.entries(parse(mark === -1 ? '' : url.slice(mark + 1)));
  const unknown = given.filter(([name]) => !known.includes(name) && !MEMBER.test(name));
  if (unknown.length > 0) {
    const errors = unknown.map(([name]) => fault(name, 'is not a known query parameter'));
    throw new ValidationFailedError('Invalid Parameters', errors);
  }
  return given.flatMap(([name, value]) => {
    if (known.includes(name)) return [];
    if (typeof value !== 'string' || /\0/.test(name + value)) {
      throw new ValidationFailedError('Invalid Parameters', [fault(name, 'must be one text')]);
    }
    return [equal(name, value)];
  });
}

/** A star in an alias or a tag stands for any text, as shipped clients know it. */
function equal(attribute: string, value: string): SearchFilter {
  const wild = attribute === 'alias' || MEMBER.test(attribute);
  return { op: 'match', attribute, parts: wild ? value.split('*') : [value] };
}

function not(filter: SearchFilter): SearchFilter {
  return { op: 'not', filter };
}

function fault(name: string, message: string) {
  return { field: name.slice(0, 64).replaceAll('\0', '') || '""', code: 'Invalid', message };
}
