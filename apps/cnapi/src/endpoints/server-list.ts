import type { FieldError } from '@triton/errors/triton-error';
import { ValidationFailedError } from '@triton/errors/validation-failed-error';
import { Type } from '@sinclair/typebox';
import { Uuid } from '@triton/schemas/uuid';
import { compile } from '@triton/schemas/validate';
import { sql } from '@triton/database/kysely';
import { endpoint } from '../endpoint';
import { serverSummaries } from '../servers/server-rows';
import { toServer } from '../servers/to-server';

const checkUuids = compile(Type.Array(Uuid, { maxItems: 1000 }));

export const serverList = endpoint({
  name: 'ServerList',
  method: 'get',
  path: '/servers',
  description:
    'Compute nodes by host name. `uuids` and `fields` are comma separated; `fields` narrows what is shown of each.',
  query: Type.Object({
    uuids: Type.Optional(Type.String({ maxLength: 40_000 })),
    hostname: Type.Optional(Type.String({ maxLength: 255 })),
    setup: Type.Optional(Type.Boolean()),
    reserved: Type.Optional(Type.Boolean()),
    headnode: Type.Optional(Type.Boolean()),
    reservoir: Type.Optional(Type.Boolean({ description: 'No server of ours is one.' })),
    extras: Type.Optional(Type.String({ maxLength: 255, description: 'Shipped clients ask for more; all is shown.' })),
    fields: Type.Optional(Type.String({ maxLength: 2_000, pattern: '^[a-z_]+(,[a-z_]+)*$' })),
    limit: Type.Integer({ minimum: 1, maximum: 1000, default: 1000 }),
    offset: Type.Integer({ minimum: 0, maximum: 1_000_000, default: 0 }),
  }),
  strictQuery: true,
  status: 200,
  errors: ['ValidationFailed'],
  async handle({ db, config }, { query }) {
    const { uuids, hostname, setup, reserved, headnode, reservoir, fields, limit, offset } = query;
    if (reservoir === true) return [];
    let select = serverSummaries(db, config.heartbeatLifetimeMs).select([
      'server.vms',
      'server.diskinfo',
      'server.meminfo',
    ]);
    if (uuids !== undefined) select = select.where(sql<boolean>`server.uuid = any(${uuidList(uuids)}::uuid[])`);
    if (hostname !== undefined) select = select.where('server.hostname', '=', hostname);
    if (setup !== undefined) select = select.where('server.setup', '=', setup);
    if (reserved !== undefined) select = select.where('server.reserved', '=', reserved);
    if (headnode !== undefined) select = select.where('server.headnode', '=', headnode);
    const ordered = select.orderBy('server.hostname').orderBy('server.uuid').limit(limit).offset(offset);
    const servers = (await ordered.execute()).map((row) => toServer(row, config.datacenter));
    if (fields === undefined) return servers;
    const wanted = new Set(fields.split(','));
    return servers.map((server) => Object.fromEntries(Object.entries(server).filter(([name]) => wanted.has(name))));
  },
});

function uuidList(text: string): string[] {
  const { value, errors } = checkUuids(text === '' ? [] : text.split(','));
  if (errors.length === 0) return value;
  const fault: FieldError = { field: 'uuids', code: 'Invalid', message: 'must be at most 1000 UUIDs' };
  throw new ValidationFailedError('uuids must be at most 1000 UUIDs', [fault]);
}
