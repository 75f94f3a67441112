import { CreateMachineSnapshotInput, PromisedSnapshot } from '@triton/schemas/machine-snapshot';
import { endpoint } from '../endpoint';
import { changeMachine } from '../machines/change-machine';
import { demandFlexible } from '../machines/demand-flexible';
import { MachineParams } from '../machines/machine-params';
import { SNAPSHOT_CHANGE_ERRORS } from '../machines/snapshot-change-errors';

/** RFD 154, "Relation to snapshots": its space is what the machine has and no disk uses. */
export const createMachineSnapshot = endpoint({
  name: 'CreateMachineSnapshot',
  method: 'post',
  path: '/:login/machines/:id/snapshots',
  description:
    'Makes a snapshot of all disks of a machine at one instant, running or not. Without a name it is the time.',
  params: MachineParams,
  input: CreateMachineSnapshotInput,
  output: PromisedSnapshot,
  status: 201,
  otherStatuses: { 410: 'The machine is deleted.' },
  headers: ['Location', 'x-job-uuid'],
  errors: [...SNAPSHOT_CHANGE_ERRORS, 'InsufficientSpace'],
  handle(context, request) {
    const { caller, input } = request;
    const wanted = input.name === undefined ? {} : { snapshot_name: input.name };
    return changeMachine(
      context,
      request,
      (vm, options) => {
        if (options.idempotencyKey === undefined) demandFlexible(vm);
        return context.vmapi.createSnapshot(vm.uuid, wanted, options);
      },
      ({ uuid }, accepted) => {
        const name = accepted?.snapshot_name ?? input.name ?? '';
        const Location = `/${caller.account.login}/machines/${uuid}/snapshots/${name}`;
        return { body: { name, state: 'queued' }, headers: { Location } };
      },
    );
  },
});
