import { getImage } from '@triton/catalog/get-image';
import { VmNotStoppedError } from '@triton/errors/vm-not-stopped-error';
import { RemoteError } from '@triton/http-client/remote-error';
import { ResizeMachineInput } from '@triton/schemas/resize-machine-input';
import type { Vm } from '@triton/schemas/vm';
import type { Context } from '../context';
import { endpoint } from '../endpoint';
import { changeMachine } from '../machines/change-machine';
import { demandMemory } from '../machines/demand-memory';
import { invalidField } from '../machines/invalid-field';
import { MACHINE_ACTION_ERRORS } from '../machines/machine-action-errors';
import { MachineParams } from '../machines/machine-params';
import { packageForMachine } from '../machines/package-for-machine';
import { imageOf } from '../machines/to-machine';

/**
 * ResizeMachine (RFD 154, "Relation to VM resize"): another package, larger or smaller, as long as disks and snapshots fit
 * into it. VMAPI judges that; here it is the package that is judged.
 */
export const resizeMachine = endpoint({
  name: 'ResizeMachine',
  method: 'post',
  path: '/:login/machines/:id',
  action: 'resize',
  description:
    'Changes a machine to another flexible disk package: its space, in either direction, and its memory and CPU, for which ' +
    'it must be stopped.',
  params: MachineParams,
  input: ResizeMachineInput,
  bodyFromQuery: true,
  status: 202,
  otherStatuses: { 410: 'The machine is deleted.' },
  headers: ['x-job-uuid'],
  errors: [...MACHINE_ACTION_ERRORS, 'ValidationFailed', 'InsufficientSpace', 'VmNotStopped'],
  handle: (context, request) =>
    changeMachine(context, request, async (vm, options) => {
      const pkg = await packageForMachine(context, request.caller, request.input.package);
      if (vm.brand !== 'bhyve') throw invalidField('package', `a ${vm.brand} machine cannot be resized`);
      if (pkg.flexible_disk !== true) {
        throw invalidField('package', 'it has no flexible disk space, and a bhyve machine needs one that has');
      }
      demandMemory(await imageRequirements(context, vm), pkg);
      return context.vmapi.updateVm(vm.uuid, { billing_id: pkg.uuid }, options).catch(tellStopped);
    }),
});

/** Images are not kept for ever; of one that is gone nobody knows what it needs. */
async function imageRequirements({ db }: Context, vm: Vm) {
  return (await getImage(db, imageOf(vm))) ?? { requirements: {} };
}

/** Shipped clients know this one by VMAPI's name, unlike that of disks. */
function tellStopped(cause: unknown): never {
  if (cause instanceof RemoteError && cause.code === 'VmNotStopped')
    throw new VmNotStoppedError(cause.message, [], { cause });
  throw cause;
}
