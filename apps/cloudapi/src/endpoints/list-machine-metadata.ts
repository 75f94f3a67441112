import { reply } from '@triton/http-server/reply';
import { Metadata } from '@triton/schemas/metadata';
import { endpoint } from '../endpoint';
import { liveVm } from '../machines/live-vm';
import { machineLabels } from '../machines/machine-labels';
import { MachineParams } from '../machines/machine-params';

export const listMachineMetadata = endpoint({
  name: 'ListMachineMetadata',
  method: 'get',
  path: '/:login/machines/:id/metadata',
  description: 'The metadata of a machine: what its guest can read.',
  params: MachineParams,
  output: Metadata,
  status: 200,
  headers: ['ETag'],
  errors: ['ResourceNotFound', 'InvalidArgument'],
  async handle(context, { caller, params }) {
    const vm = await liveVm(context, caller, params.id);
    return reply(machineLabels(vm, 'customer_metadata'), { headers: { ETag: vm.etag } });
  },
});
