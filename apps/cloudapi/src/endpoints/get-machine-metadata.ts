import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import { reply } from '@triton/http-server/reply';
import { MetadataValue } from '@triton/schemas/metadata';
import { endpoint } from '../endpoint';
import { liveVm } from '../machines/live-vm';
import { machineLabels } from '../machines/machine-labels';
import { MachineParams } from '../machines/machine-params';

export const getMachineMetadata = endpoint({
  name: 'GetMachineMetadata',
  method: 'get',
  path: '/:login/machines/:id/metadata/:key',
  description: 'The bare value of a key of metadata.',
  params: MachineParams,
  output: MetadataValue,
  status: 200,
  headers: ['ETag'],
  errors: ['ResourceNotFound', 'InvalidArgument'],
  async handle(context, { caller, params }) {
    const vm = await liveVm(context, caller, params.id);
    const metadata = machineLabels(vm, 'customer_metadata');
    if (!Object.hasOwn(metadata, params.key)) throw new ResourceNotFoundError('metadata not found');
    return reply(metadata[params.key], { headers: { ETag: vm.etag } });
  },
});
