import { Type } from '@sinclair/typebox';
import { reply } from '@triton/http-server/reply';
import { Uuid } from '@triton/schemas/uuid';
import { Vm } from '@triton/schemas/vm';
import { endpoint } from '../endpoint';
import { listVmsWithDisks } from '../vms/list-vms-with-disks';
import { toVm } from '../vms/to-vm';

const MOST = 1000;

export const listVms = endpoint({
  name: 'ListVms',
  method: 'get',
  path: '/vms',
  description:
    'VMs by exact filters; `state=active` is all that are neither destroyed nor failed. Space is as last reported.',
  query: Type.Object({
    uuid: Type.Optional(Uuid),
    uuids: Type.Optional(Type.String({ maxLength: 40_000, description: 'comma separated' })),
    owner_uuid: Type.Optional(Uuid),
    server_uuid: Type.Optional(Uuid),
    billing_id: Type.Optional(Uuid),
    brand: Type.Optional(Type.String({ maxLength: 64 })),
    state: Type.Optional(Type.String({ maxLength: 64 })),
    alias: Type.Optional(Type.String({ maxLength: 189 })),
    ram: Type.Optional(Type.Integer()),
    image_uuid: Type.Optional(Uuid),
    limit: Type.Integer({ minimum: 1, maximum: MOST, default: MOST }),
    offset: Type.Integer({ minimum: 0, default: 0 }),
  }),
  strictQuery: true,
  output: Type.Array(Vm),
  status: 200,
  headers: ['x-joyent-resource-count'],
  errors: ['ValidationFailed'],
  async handle({ db }, { query }) {
    const { vms, total } = await listVmsWithDisks(db, query);
    return reply(vms.map(toVm), { headers: { 'x-joyent-resource-count': String(total) } });
  },
});
