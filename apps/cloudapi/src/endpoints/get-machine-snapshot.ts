import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import { reply } from '@triton/http-server/reply';
import { MachineSnapshot } from '@triton/schemas/machine-snapshot';
import { endpoint } from '../endpoint';
import { MachineParams } from '../machines/machine-params';
import { snapshotsOfMachine } from '../machines/snapshots-of-machine';

export const getMachineSnapshot = endpoint({
  name: 'GetMachineSnapshot',
  method: 'get',
  path: '/:login/machines/:id/snapshots/:name',
  description: 'A snapshot of a machine. `created`: it is there; `failed`: it could not be made.',
  params: MachineParams,
  output: MachineSnapshot,
  status: 200,
  headers: ['ETag'],
  errors: ['ResourceNotFound', 'InvalidArgument'],
  async handle(context, { caller, params }) {
    const { vm, snapshots } = await snapshotsOfMachine(context, caller, params.id);
    const snapshot = snapshots.find(({ name }) => name === params.name);
    if (!snapshot) throw new ResourceNotFoundError('Snapshot not found');
    return reply(snapshot, { headers: { ETag: vm.etag } });
  },
});
