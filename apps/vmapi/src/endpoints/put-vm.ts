import { Type } from '@sinclair/typebox';
import { withRetries } from '@triton/database/with-retries';
import { Vm } from '@triton/schemas/vm';
import { endpoint } from '../endpoint';
import { NodeReport } from '../vms/node-report';
import { putReport } from '../vms/put-report';
import { toVm } from '../vms/to-vm';
import { VmParams } from '../vms/vm-params';
import { lockVm } from '../vms/vm-table';

/** What a compute node (or an operator in its place) says a VM is now. Promises of unfinished jobs stand. */
export const putVm = endpoint({
  name: 'PutVm',
  method: 'put',
  path: '/vms/:uuid',
  params: VmParams,
  input: Type.Object({ ...NodeReport.properties }, { additionalProperties: true }),
  output: Vm,
  status: 200,
  errors: ['ResourceNotFound', 'ValidationFailed'],
  async handle({ db }, { params, input }) {
    const uuid = params.uuid.toLowerCase();
    return withRetries(db, async (trx) => {
      const { vm } = await lockVm(trx, uuid);
      await putReport(trx, { ...input, uuid }, { epoch: vm.reported_epoch });
      return toVm(await lockVm(trx, uuid));
    });
  },
});
