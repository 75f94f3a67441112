import { ConflictError } from '@triton/errors/conflict-error';
import { Accepted } from '@triton/schemas/job';
import { UpdateVmInput } from '@triton/schemas/update-vm-input';
import { endpoint } from '../endpoint';
import { ACTION_ERRORS } from '../vms/action-errors';
import { actionInput } from '../vms/action-input';
import { ActionQuery } from '../vms/action-query';
import { admit } from '../vms/admit';
import { demandAllocated } from '../vms/demand-allocated';
import { demandSomething } from '../vms/demand-something';
import { isResize, planResize, prepareResize } from '../vms/plan-resize';
import { readAction } from '../vms/read-action';
import { renameVm } from '../vms/rename-vm';
import { subtaskOf } from '../vms/subtask-of';
import { vmJobDraft } from '../vms/vm-job-draft';
import { VmParams } from '../vms/vm-params';
import { promiseOfVm } from '../vms/vm-promises';
import { resizeVm } from '../workflows/resize-vm';
import { updateVm as updateVmWorkflow } from '../workflows/update-vm';

export const updateVm = endpoint({
  name: 'UpdateVm',
  method: 'post',
  path: '/vms/:uuid',
  action: 'update',
  description:
    'Changes properties of a VM that are neither disks nor power: name, deletion protection, metadata, and with ' +
    '`billing_id` or `flexible_disk_size` how much space it has (RFD 154, "Relation to VM resize"). A VM with fixed disks ' +
    'becomes a flexible disk instance by it; the way back does not exist.',
  params: VmParams,
  query: ActionQuery,
  input: actionInput(UpdateVmInput),
  bodyFromQuery: true,
  output: Accepted,
  status: 202,
  headers: ['workflow-api'],
  errors: [...ACTION_ERRORS, 'VmNotStopped', 'InsufficientSpace', 'ServiceUnavailable'],
  async handle(context, request) {
    const action = readAction('update', request);
    const { asked, input } = action;
    demandSomething(input);
    const wish = await prepareResize(context, asked, input);
    return admit(context, asked, async (trx, found) => {
      const { vm } = found;
      demandAllocated(vm);
      const { force: _asked, max_physical_memory: _isRam, ...plain } = input;
      if (isResize(input) && !wish) throw new ConflictError('the same request is being forgotten: ask again');
      const resize = wish && planResize(found, wish);
      const payload = { ...plain, ...resize };
      const workflow = resize && !input.force ? resizeVm : updateVmWorkflow;
      const job = vmJobDraft({ action, workflow, task: 'update', vm, payload, params: subtaskOf(input) });
      // The name is VMAPI's to give: it is taken at once, and the compute node hears of it.
      if (input.alias !== undefined) await renameVm(trx, vm, input.alias);
      const promise = {
        ...(resize?.flexible_disk_size === undefined ? {} : { flexible_disk_size: resize.flexible_disk_size }),
        ...(input.alias === undefined || input.alias === vm.alias ? {} : { alias_before: vm.alias }),
      };
      if (Object.keys(promise).length > 0) await promiseOfVm(trx, vm.uuid, job.uuid, promise);
      return job;
    });
  },
});
