import { Type } from '@sinclair/typebox';
import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import { Uuid } from '@triton/schemas/uuid';
import { VmHistoryEntry } from '@triton/schemas/vm-history';
import { endpoint } from '../endpoint';
import { listHistory } from '../vms/history-table';
import { VmParams } from '../vms/vm-params';
import { findVm } from '../vms/vm-table';

export const getVmHistory = endpoint({
  name: 'GetVmHistory',
  method: 'get',
  path: '/vms/:uuid/history',
  description:
    "What happened to a VM without VMAPI's asking: when, what was expected, what was found, and why. Newest " +
    'first.',
  params: VmParams,
  query: Type.Object({
    owner_uuid: Type.Optional(Uuid),
    limit: Type.Integer({ minimum: 1, maximum: 1000, default: 1000 }),
    offset: Type.Integer({ minimum: 0, default: 0 }),
  }),
  output: Type.Array(VmHistoryEntry),
  status: 200,
  errors: ['ResourceNotFound', 'ValidationFailed'],
  async handle({ db }, { params, query }) {
    const found = await findVm(db, params.uuid.toLowerCase(), query.owner_uuid);
    if (!found) throw new ResourceNotFoundError('VM not found');
    return listHistory(db, found.vm.uuid, query);
  },
});
