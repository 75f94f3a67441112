import { InvalidArgumentError } from '@triton/errors/invalid-argument-error';
import { type RawBuilder, sql } from '../kysely';
import type { SearchFilter } from './search-filter';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

type Condition = RawBuilder<boolean>;

/** What rows are searched by. */
export interface SearchAttribute {
  /** `list`: a JSON array of texts, one of which must match. */
  type: 'text' | 'uuid' | 'number' | 'date' | 'list';
  sql: RawBuilder<unknown>;
}

/** Answers what an attribute is; throws when there is none of that name. */
export type AttributeOf = (name: string) => SearchAttribute;

/** The filter as an SQL condition. Values only ever travel as parameters. Throws InvalidArgument for what can not be compared. */
export function filterSql(filter: SearchFilter, attributeOf: AttributeOf): Condition {
  switch (filter.op) {
    case 'and':
      return joined(filter.filters, attributeOf, sql` and `, sql<boolean>`true`);
    case 'or':
      return joined(filter.filters, attributeOf, sql` or `, sql<boolean>`false`);
    case 'not':
      // A condition on an absent attribute is null, and "not null" would be lost with it.
      return sql<boolean>`not coalesce(${filterSql(filter.filter, attributeOf)}, false)`;
    case 'present':
      return sql<boolean>`${attributeOf(filter.attribute).sql} is not null`;
    case 'ge':
    case 'le':
      return comparison(filter.attribute, attributeOf, filter.op === 'ge' ? sql`>=` : sql`<=`, filter.value);
    case 'match':
      return match(filter, attributeOf);
  }
}

/** The refusal of an attribute that can not be searched by, or not so. */
export function unfitAttribute(field: string, message: string): InvalidArgumentError {
  return new InvalidArgumentError(`${field} ${message}`, [{ field, code: 'Invalid', message }]);
}

function joined(
  filters: readonly SearchFilter[],
  attributeOf: AttributeOf,
  by: RawBuilder<unknown>,
  none: Condition,
): Condition {
  if (filters.length === 0) return none;
  return sql<boolean>`(${sql.join(
    filters.map((filter) => filterSql(filter, attributeOf)),
    by,
  )})`;
}

function match(filter: Extract<SearchFilter, { op: 'match' }>, attributeOf: AttributeOf): Condition {
  const { attribute, parts, ignoreCase = false } = filter;
  const { type, sql: left } = attributeOf(attribute);
  if (parts.length === 1 && (type === 'number' || type === 'date')) {
    return comparison(attribute, attributeOf, sql`=`, parts[0] ?? '');
  }
  // Compared as what it is, or no index helps. What is no UUID is none that a row has.
  if (parts.length === 1 && type === 'uuid') {
    const [uuid = ''] = parts;
    return UUID.test(uuid) ? sql<boolean>`${left} = ${uuid}::uuid` : sql<boolean>`false`;
  }
  const pattern = parts.map((part) => part.replaceAll(/[\\%_]/g, '\\$&')).join('%');
  const like = ignoreCase ? sql`ilike` : sql`like`;
  const test = (text: RawBuilder<unknown>): Condition =>
    parts.length === 1 && !ignoreCase
      ? sql<boolean>`${text} = ${parts[0] ?? ''}`
      : sql<boolean>`${text} ${like} ${pattern}`;
  if (type !== 'list') return test(sql`${left}::text`);
  const elements = sql`case jsonb_typeof(${left}) when 'array' then ${left} else '[]' end`;
  return sql<boolean>`exists (select from jsonb_array_elements_text(${elements}) as element where ${test(sql`element`)})`;
}

function comparison(
  attribute: string,
  attributeOf: AttributeOf,
  operator: RawBuilder<unknown>,
  value: string,
): Condition {
  const { type, sql: left } = attributeOf(attribute);
  if (type === 'number') {
    const number = Number(value);
    if (value.trim() === '' || !Number.isFinite(number))
      throw unfitAttribute(attribute, 'must be compared with a number');
    return sql<boolean>`${left} ${operator} ${number}::numeric`;
  }
  if (type === 'date') {
    const date = new Date(value);
    if (Number.isNaN(date.getTime())) throw unfitAttribute(attribute, 'must be compared with an ISO 8601 time');
    return sql<boolean>`date_trunc('milliseconds', ${left}) ${operator} ${date}::timestamptz`;
  }
  return sql<boolean>`${left}::text ${operator} ${value}`;
}
