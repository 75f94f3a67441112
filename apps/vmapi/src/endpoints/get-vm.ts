import { Type } from '@sinclair/typebox';
import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import { reply } from '@triton/http-server/reply';
import { Uuid } from '@triton/schemas/uuid';
import { Vm } from '@triton/schemas/vm';
import { endpoint } from '../endpoint';
import { Fields, narrowed } from '../vms/narrowed';
import { reloadVm } from '../vms/reload-vm';
import { toVm } from '../vms/to-vm';
import { VmParams } from '../vms/vm-params';
import { findVm } from '../vms/vm-table';

export const getVm = endpoint({
  name: 'GetVm',
  method: 'get',
  path: '/vms/:uuid',
  description: "The VM with its disks, destroyed ones included; with `owner_uuid` only if it is that account's.",
  params: VmParams,
  query: Type.Object({
    owner_uuid: Type.Optional(Uuid),
    fields: Fields,
    sync: Type.Boolean({ default: false, description: 'Ask its compute node first.' }),
  }),
  output: Type.Partial(Vm),
  status: 200,
  headers: ['ETag'],
  errors: ['ResourceNotFound', 'ValidationFailed', 'ServerNotRunning', 'ServiceUnavailable'],
  async handle(context, { params, query }) {
    const find = () => findVm(context.db, params.uuid.toLowerCase(), query.owner_uuid?.toLowerCase());
    let found = await find();
    if (found && query.sync && (await reloadVm(context, found.vm))) found = await find();
    if (!found) throw new ResourceNotFoundError('VM not found');
    const vm = toVm(found);
    return reply(narrowed(vm, query.fields), { headers: { etag: vm.etag } });
  },
});
