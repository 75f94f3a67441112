import { type RawBuilder, sql } from '@triton/database/kysely';
import { type SearchAttribute, unfitAttribute } from '@triton/database/search/filter-sql';
import { METADATA_KINDS } from '@triton/schemas/metadata';

const column = (name: string) => sql.ref(`vmapi.vms.${name}`);
const text = (name: string): SearchAttribute => ({ type: 'text', sql: column(name) });
const uuid = (name: string): SearchAttribute => ({ type: 'uuid', sql: column(name) });
const number = (name: string): SearchAttribute => ({ type: 'number', sql: column(name) });
const date = (name: string): SearchAttribute => ({ type: 'date', sql: column(name) });
const kept = (name: string): SearchAttribute => ({ type: 'number', sql: sql`(attributes ->> ${name})::numeric` });

/** What VMs are listed, filtered and sorted by. */
const ATTRIBUTES: Readonly<Record<string, SearchAttribute>> = {
  uuid: uuid('uuid'),
  owner_uuid: uuid('owner_uuid'),
  server_uuid: uuid('server_uuid'),
  billing_id: uuid('billing_id'),
  brand: text('brand'),
  alias: text('alias'),
  state: text('state'),
  zone_state: text('zone_state'),
  ram: number('ram'),
  // A bhyve VM's memory under its other name.
  max_physical_memory: number('ram'),
  vcpus: number('vcpus'),
  quota: number('quota'),
  flexible_disk_size: number('flexible_disk_size'),
  indestructible_zoneroot: text('indestructible_zoneroot'),
  cpu_cap: kept('cpu_cap'),
  max_lwps: kept('max_lwps'),
  max_swap: kept('max_swap'),
  create_timestamp: date('create_timestamp'),
  last_modified: date('last_modified'),
  destroyed: date('destroyed'),
  image_uuid: {
    type: 'uuid',
    sql: sql`(SELECT image_uuid FROM vmapi.disks WHERE vm_uuid = vmapi.vms.uuid AND boot)`,
  },
};

const MEMBER = /^(tag|tags|customer_metadata|internal_metadata)\.(.{1,255})$/s;

/** The attribute of that name, `tag.role` and the like among them. Throws InvalidArgument when there is none. */
export function vmAttribute(name: string): SearchAttribute {
  if (Object.hasOwn(ATTRIBUTES, name)) return ATTRIBUTES[name] as SearchAttribute;
  const [, list = '', key = ''] = MEMBER.exec(name) ?? [];
  if (list === '') throw unfitAttribute(name.slice(0, 64), 'is not what VMs can be searched by');
  const kind = METADATA_KINDS.find((one) => one === list) ?? 'tags';
  return { type: 'text', sql: sql`(${column(kind)} ->> ${key})` };
}

/** What a list is sorted by: `alias`, `ram.DESC`. Without it newest first. */
export function listOrder(sort = 'create_timestamp.DESC'): { by: RawBuilder<unknown>; descending: boolean } {
  const [, name = '', , direction = 'ASC'] = /^([\w]+)(\.(ASC|DESC|asc|desc))?$/.exec(sort) ?? [];
  if (!Object.hasOwn(ATTRIBUTES, name))
    throw unfitAttribute('sort', 'must be an attribute, with .ASC or .DESC after it');
  return { by: vmAttribute(name).sql, descending: direction.toUpperCase() === 'DESC' };
}

/** The same as words of a query; of equals the smaller uuid comes first. */
export function vmOrder(sort: string | undefined): RawBuilder<unknown> {
  const { by, descending } = listOrder(sort);
  return sql`${by} ${descending ? sql`DESC NULLS LAST` : sql`ASC NULLS FIRST`}, uuid`;
}

/** Attributes that may stand in the query of a list, each as an exact filter. */
export const PLAIN_FILTERS = Object.keys(ATTRIBUTES);
