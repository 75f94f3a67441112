import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import { reply } from '@triton/http-server/reply';
import { MetadataValue } from '@triton/schemas/metadata';
import { endpoint } from '../endpoint';
import { liveVm } from '../machines/live-vm';
import { machineLabels } from '../machines/machine-labels';
import { MachineParams } from '../machines/machine-params';

export const getMachineTag = endpoint({
  name: 'GetMachineTag',
  method: 'get',
  path: '/:login/machines/:id/tags/:tag',
  description: 'The bare value of a tag.',
  params: MachineParams,
  output: MetadataValue,
  status: 200,
  headers: ['ETag'],
  errors: ['ResourceNotFound', 'InvalidArgument'],
  async handle(context, { caller, params }) {
    const vm = await liveVm(context, caller, params.id);
    const tags = machineLabels(vm, 'tags');
    if (!Object.hasOwn(tags, params.tag)) throw new ResourceNotFoundError('tag not found');
    return reply(tags[params.tag], { headers: { ETag: vm.etag } });
  },
});
