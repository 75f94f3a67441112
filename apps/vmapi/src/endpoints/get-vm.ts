import { Type } from '@sinclair/typebox';
import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import { reply } from '@triton/http-server/reply';
import { Uuid } from '@triton/schemas/uuid';
import { Vm } from '@triton/schemas/vm';
import { endpoint } from '../endpoint';
import { toVm } from '../vms/to-vm';
import { VmParams } from '../vms/vm-params';
import { findVm } from '../vms/vm-table';

export const getVm = endpoint({
  name: 'GetVm',
  method: 'get',
  path: '/vms/:uuid',
  description: "The VM with its disks, destroyed ones included; with `owner_uuid` only if it is that account's.",
  params: VmParams,
  query: Type.Object({ owner_uuid: Type.Optional(Uuid) }),
  output: Vm,
  status: 200,
  headers: ['ETag'],
  errors: ['ResourceNotFound', 'ValidationFailed'],
  async handle({ db }, { params, query }) {
    const found = await findVm(db, params.uuid.toLowerCase(), query.owner_uuid?.toLowerCase());
    if (!found) throw new ResourceNotFoundError('VM not found');
    const vm = toVm(found);
    return reply(vm, { headers: { etag: vm.etag } });
  },
});
