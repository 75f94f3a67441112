import { InvalidArgumentError } from '@triton/errors/invalid-argument-error';
import { Accepted } from '@triton/schemas/job';
import { ReprovisionVmInput } from '@triton/schemas/reprovision-vm-input';
import { endpoint } from '../endpoint';
import { ACTION_ERRORS } from '../vms/action-errors';
import { actionInput } from '../vms/action-input';
import { ActionQuery } from '../vms/action-query';
import { admit } from '../vms/admit';
import { demandAllocated } from '../vms/demand-allocated';
import { demandUnprotected } from '../vms/demand-unprotected';
import { usableImage } from '../vms/image-for-vm';
import { readAction } from '../vms/read-action';
import { vmJobDraft } from '../vms/vm-job-draft';
import { VmParams } from '../vms/vm-params';
import { reprovisionVm } from '../workflows/reprovision-vm';

export const reprovisionVmEndpoint = endpoint({
  name: 'ReprovisionVm',
  method: 'post',
  path: '/vms/:uuid',
  action: 'reprovision',
  description:
    'Replaces the contents of the boot disk by an image. Its size stays; what was on it, and its snapshots, are lost. A ' +
    'running VM is stopped for it and runs again afterwards.',
  params: VmParams,
  query: ActionQuery,
  input: actionInput(ReprovisionVmInput),
  bodyFromQuery: true,
  output: Accepted,
  status: 202,
  headers: ['workflow-api'],
  errors: [...ACTION_ERRORS, 'InvalidArgument', 'CannotDestroyMachine'],
  handle(context, request) {
    const action = readAction('reprovision', request);
    const { image_uuid } = action.input;
    return admit(context, action.asked, async (trx, { vm, disks }) => {
      demandAllocated(vm);
      demandUnprotected(vm, 'replace the boot disk');
      const image = await usableImage(trx, 'image_uuid', image_uuid, vm.owner_uuid);
      const boot = disks.find((disk) => disk.boot);
      if (boot && boot.size < image.sizeMib) {
        const message = `the boot disk of ${boot.size} MiB is smaller than the image of ${image.sizeMib} MiB`;
        throw new InvalidArgumentError(message, [{ field: 'image_uuid', code: 'Invalid', message }]);
      }
      return vmJobDraft({ action, workflow: reprovisionVm, task: 'reprovision', vm, payload: { image_uuid } });
    });
  },
});
