import { Type } from '@sinclair/typebox';
import { MachineJob } from '@triton/schemas/machine-job';
import { endpoint } from '../endpoint';
import { listReply } from '../list-reply';
import { MachineParams } from '../machines/machine-params';
import { ownVm } from '../machines/own-vm';
import { toMachineJob } from '../machines/to-machine-job';

const Page = Type.Object({
  limit: Type.Integer({ minimum: 1, maximum: 1000, default: 100 }),
  offset: Type.Integer({ minimum: 0, maximum: 1_000_000_000, default: 0 }),
});

export const listMachineJobs = endpoint({
  name: 'ListMachineJobs',
  method: 'get',
  path: '/:login/machines/:id/jobs',
  description: 'The operations on a machine, newest first; of a deleted machine too.',
  params: MachineParams,
  query: Page,
  output: Type.Array(MachineJob),
  status: 200,
  headers: ['x-resource-count', 'x-query-limit'],
  errors: ['ResourceNotFound', 'InvalidArgument'],
  async handle(context, { caller, params, query }) {
    const vm = await ownVm(context, caller, params.id);
    return listReply((await context.vmapi.listVmJobs(vm.uuid, query)).map(toMachineJob), {
      'x-query-limit': String(query.limit),
    });
  },
});
