import { type TOptional, type TString, Type } from '@sinclair/typebox';
import { InvalidArgumentError } from '@triton/errors/invalid-argument-error';
import { ValidationFailedError } from '@triton/errors/validation-failed-error';
import { reply } from '@triton/http-server/reply';
import { Uuid } from '@triton/schemas/uuid';
import { Vm } from '@triton/schemas/vm';
import { endpoint } from '../endpoint';
import { listVmsWithDisks } from '../vms/list-vms-with-disks';
import { Fields, narrowed } from '../vms/narrowed';
import { toVm } from '../vms/to-vm';
import { PLAIN_FILTERS } from '../vms/vm-attributes';
import { invalidMarker } from '../vms/after-marker';
import { vmFilter } from '../vms/vm-filter';

const MOST = 1000;
const LONGEST_FILTER = 8192;

const plain: Record<string, TOptional<TString>> = Object.fromEntries(
  PLAIN_FILTERS.map((name) => [name, Type.Optional(Type.String({ maxLength: 255 }))]),
);

const Query = Type.Object({
  ...plain,
  uuid: Type.Optional(Uuid),
  owner_uuid: Type.Optional(Uuid),
  server_uuid: Type.Optional(Uuid),
  billing_id: Type.Optional(Uuid),
  image_uuid: Type.Optional(Uuid),
  uuids: Type.Optional(Type.String({ maxLength: 40_000, description: 'comma separated' })),
  state: Type.Optional(Type.String({ maxLength: 64, description: '`active`: neither destroyed nor failed' })),
  predicate: Type.Optional(Type.String({ maxLength: LONGEST_FILTER, description: 'JSON: eq, ne, ge, le, and, or' })),
  query: Type.Optional(Type.String({ maxLength: LONGEST_FILTER, description: 'an LDAP filter' })),
  sort: Type.Optional(
    Type.String({ maxLength: 64, description: 'an attribute, with .ASC or .DESC; else newest first' }),
  ),
  fields: Fields,
  limit: Type.Integer({ minimum: 1, maximum: MOST, default: MOST }),
  offset: Type.Integer({ minimum: 0, default: 0 }),
  marker: Type.Optional(
    Type.String({
      maxLength: 1024,
      description: 'instead of `offset`: the last VM seen, as its uuid or `{"uuid": UUID}`',
    }),
  ),
});

export const listVms = endpoint({
  name: 'ListVms',
  method: 'get',
  path: '/vms',
  description:
    'VMs that match every filter given, by attribute, by `tag.KEY` and the like (a star stands for any text there and in ' +
    '`alias`), by `predicate` and by `query`. Space is as last reported.',
  query: Query,
  output: Type.Array(Type.Partial(Vm)),
  status: 200,
  headers: ['x-joyent-resource-count'],
  errors: ['ValidationFailed'],
  async handle({ db }, { query, url }) {
    if (query.marker !== undefined && query.offset > 0) throw invalidMarker('and offset exclude each other');
    try {
      const filter = vmFilter(query, url, Object.keys(Query.properties));
      const { vms, total } = await listVmsWithDisks(db, filter, { sort: query.sort, ...query });
      const shown = vms.map((found) => narrowed(toVm(found), query.fields));
      return reply(shown, { headers: { 'x-joyent-resource-count': String(total) } });
    } catch (error) {
      // What a filter breaks is an input like any other here.
      if (error instanceof InvalidArgumentError) {
        throw new ValidationFailedError(error.message, error.errors, { cause: error });
      }
      throw error;
    }
  },
});
