import { Type } from '@sinclair/typebox';
import { MachineSnapshot } from '@triton/schemas/machine-snapshot';
import { endpoint } from '../endpoint';
import { listReply } from '../list-reply';
import { MachineParams } from '../machines/machine-params';
import { snapshotsOfMachine } from '../machines/snapshots-of-machine';

/** Those being made are there too; those whose making failed are to be had by name only. */
export const listMachineSnapshots = endpoint({
  name: 'ListMachineSnapshots',
  method: 'get',
  path: '/:login/machines/:id/snapshots',
  description: 'The snapshots of a machine, newest first.',
  params: MachineParams,
  output: Type.Array(MachineSnapshot),
  status: 200,
  headers: ['ETag', 'x-resource-count'],
  errors: ['ResourceNotFound', 'InvalidArgument'],
  async handle(context, { caller, params }) {
    const { vm, snapshots } = await snapshotsOfMachine(context, caller, params.id);
    return listReply(
      snapshots.filter(({ state }) => state !== 'failed'),
      { ETag: vm.etag },
    );
  },
});
