import { Type } from '@sinclair/typebox';
import { withRetries } from '@triton/database/with-retries';
import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import { Uuid } from '@triton/schemas/uuid';
import { Vm } from '@triton/schemas/vm';
import { DriftCause } from '@triton/schemas/vm-history';
import { endpoint } from '../endpoint';
import { demandMatch } from '../vms/etag';
import { NodeReport } from '../vms/node-report';
import { putReport } from '../vms/put-report';
import { toVm } from '../vms/to-vm';
import { VmParams } from '../vms/vm-params';
import { findVm, lockVm } from '../vms/vm-table';

export const putVm = endpoint({
  name: 'PutVm',
  method: 'put',
  path: '/vms/:uuid',
  description:
    'What a compute node (or an operator in its place) says a VM is now, without having been asked to change ' +
    "it. Promises of unfinished jobs stand; what differs from the record goes into the VM's history. Older " +
    'news than the record is dropped.',
  params: VmParams,
  input: Type.Object(
    {
      ...NodeReport.properties,
      server_uuid: Type.Optional(Uuid),
      epoch: Type.Optional(Type.Integer({ minimum: 0 })),
      cause: Type.Optional(DriftCause),
    },
    { additionalProperties: true },
  ),
  output: Vm,
  status: 200,
  errors: ['ResourceNotFound', 'ValidationFailed', 'PreconditionFailed'],
  async handle({ db }, { params, input, headers }) {
    const uuid = params.uuid.toLowerCase();
    return withRetries(db, async (trx) => {
      const { vm } = await lockVm(trx, uuid);
      // A VM has one node: what another one has under this uuid is another VM.
      if (input.server_uuid !== undefined && input.server_uuid.toLowerCase() !== vm.server_uuid) {
        throw new ResourceNotFoundError('VM not found');
      }
      demandMatch(headers['if-match'], vm.version);
      const { epoch = vm.reported_epoch, cause = 'operator' } = input;
      await putReport(trx, { ...input, uuid }, { epoch, cause });
      const found = await findVm(trx, uuid);
      if (!found) throw new ResourceNotFoundError('VM not found');
      return toVm(found);
    });
  },
});
