import { type RawBuilder, sql } from '@triton/database/kysely';
import { InvalidArgumentError } from '@triton/errors/invalid-argument-error';
import { type AttributeType, searchableAttribute } from '../package-attributes';
import type { PackageFilter } from './package-filter';

type Condition = RawBuilder<boolean>;

/** Columns of their own; every other attribute is inside of `attributes`. */
const COLUMNS = new Set(['uuid', 'name', 'brand', 'active', 'flexible_disk', 'created_at', 'updated_at']);

/** The filter as an SQL condition. Values and names of attributes only ever travel as parameters. */
export function filterSql(filter: PackageFilter): Condition {
  switch (filter.op) {
    case 'and':
      return joined(filter.filters, sql` and `, sql<boolean>`true`);
    case 'or':
      return joined(filter.filters, sql` or `, sql<boolean>`false`);
    case 'not':
      // A condition on an absent attribute is null, and "not null" would be lost with it.
      return sql<boolean>`not coalesce(${filterSql(filter.filter)}, false)`;
    case 'present':
      return sql<boolean>`${attributeSql(filter.attribute)} is not null`;
    case 'ge':
    case 'le':
      return comparison(filter.attribute, filter.op === 'ge' ? sql`>=` : sql`<=`, filter.value);
    case 'match':
      return match(filter);
  }
}

/** What to compare and sort an attribute by: numbers as numbers, times as times, everything else as text. */
export function attributeSql(name: string): RawBuilder<unknown> {
  const type = typeOf(name);
  if (isNumber(type)) {
    // skip_validation may have stored something else, which no number equals.
    return sql`case jsonb_typeof(attributes -> ${name}) when 'number' then (attributes ->> ${name})::numeric end`;
  }
  return COLUMNS.has(name) ? sql.ref(name) : sql`(attributes ->> ${name})`;
}

function joined(filters: readonly PackageFilter[], by: RawBuilder<unknown>, none: Condition): Condition {
  if (filters.length === 0) return none;
  return sql<boolean>`(${sql.join(
    filters.map((filter) => filterSql(filter)),
    by,
  )})`;
}

function match({ attribute, parts, ignoreCase = false }: Extract<PackageFilter, { op: 'match' }>): Condition {
  const type = typeOf(attribute);
  if (parts.length === 1 && (isNumber(type) || type === 'date')) {
    return comparison(attribute, sql`=`, parts[0] ?? '');
  }
  const pattern = parts.map((part) => part.replaceAll(/[\\%_]/g, '\\$&')).join('%');
  const like = ignoreCase ? sql`ilike` : sql`like`;
  const test = (text: RawBuilder<unknown>): Condition =>
    parts.length === 1 && !ignoreCase
      ? sql<boolean>`${text} = ${parts[0] ?? ''}`
      : sql<boolean>`${text} ${like} ${pattern}`;
  if (type !== '[uuid]') return test(sql`${attributeSql(attribute)}::text`);
  const elements = sql`case jsonb_typeof(attributes -> ${attribute}) when 'array' then attributes -> ${attribute} else '[]' end`;
  return sql<boolean>`exists (select from jsonb_array_elements_text(${elements}) as element where ${test(sql`element`)})`;
}

function comparison(attribute: string, operator: RawBuilder<unknown>, value: string): Condition {
  const type = typeOf(attribute);
  const left = attributeSql(attribute);
  if (isNumber(type)) {
    const number = Number(value);
    if (value.trim() === '' || !Number.isFinite(number)) throw unfit(attribute, 'must be compared with a number');
    return sql<boolean>`${left} ${operator} ${number}::numeric`;
  }
  if (type === 'date') {
    const date = new Date(value);
    if (Number.isNaN(date.getTime())) throw unfit(attribute, 'must be compared with an ISO 8601 time');
    return sql<boolean>`date_trunc('milliseconds', ${left}) ${operator} ${date}::timestamptz`;
  }
  return sql<boolean>`${left}::text ${operator} ${value}`;
}

function typeOf(name: string): AttributeType {
  const attribute = searchableAttribute(name);
  if (!attribute) throw unfit(name.slice(0, 64), 'cannot be searched by');
  return attribute.type;
}

function isNumber(type: AttributeType): boolean {
  return type === 'number' || type === 'double';
}

function unfit(field: string, message: string): InvalidArgumentError {
  return new InvalidArgumentError(`${field} ${message}`, [{ field, code: 'Invalid', message }]);
}
