import { type RawBuilder, sql } from '@triton/database/kysely';
import { filterSql as searchSql, type SearchAttribute, unfitAttribute } from '@triton/database/search/filter-sql';
import type { SearchFilter } from '@triton/database/search/search-filter';
import { type AttributeType, searchableAttribute } from '../package-attributes';

/** Columns of their own; every other attribute is inside of `attributes`. */
const COLUMNS = new Set(['uuid', 'name', 'brand', 'active', 'flexible_disk', 'created_at', 'updated_at']);

/** The filter as an SQL condition. Values and names of attributes only ever travel as parameters. */
export function filterSql(filter: SearchFilter): RawBuilder<boolean> {
  return searchSql(filter, attributeOf);
}

/** What to compare and sort an attribute by: numbers as numbers, times as times, everything else as text. */
export function attributeSql(name: string): RawBuilder<unknown> {
  return attributeOf(name).sql;
}

function attributeOf(name: string): SearchAttribute {
  const attribute = searchableAttribute(name);
  if (!attribute) throw unfitAttribute(name.slice(0, 64), 'cannot be searched by');
  const type = kindOf(attribute.type);
  if (type === 'number') {
    // skip_validation may have stored something else, which no number equals.
    const number = sql`case jsonb_typeof(attributes -> ${name}) when 'number' then (attributes ->> ${name})::numeric end`;
    return { type, sql: number };
  }
  if (type === 'list') return { type, sql: sql`(attributes -> ${name})` };
  return { type, sql: COLUMNS.has(name) ? sql.ref(name) : sql`(attributes ->> ${name})` };
}

function kindOf(type: AttributeType): SearchAttribute['type'] {
  if (type === 'number' || type === 'double') return 'number';
  if (type === 'date') return 'date';
  return type === '[uuid]' ? 'list' : 'text';
}
