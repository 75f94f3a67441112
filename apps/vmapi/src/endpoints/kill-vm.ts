import { Accepted } from '@triton/schemas/job';
import { KillVmInput } from '@triton/schemas/kill-vm-input';
import { endpoint } from '../endpoint';
import { ACTION_ERRORS } from '../vms/action-errors';
import { actionInput } from '../vms/action-input';
import { ActionQuery } from '../vms/action-query';
import { admit } from '../vms/admit';
import { demandAllocated } from '../vms/demand-allocated';
import { readAction } from '../vms/read-action';
import { vmJobDraft } from '../vms/vm-job-draft';
import { VmParams } from '../vms/vm-params';
import { killVm } from '../workflows/kill-vm';

export const killVmEndpoint = endpoint({
  name: 'KillVm',
  method: 'post',
  path: '/vms/:uuid',
  action: 'kill',
  description:
    "Sends a signal to the VM's process, SIGTERM when none is named. A VM that does not run is killed already.",
  params: VmParams,
  query: ActionQuery,
  input: actionInput(KillVmInput),
  bodyFromQuery: true,
  output: Accepted,
  status: 202,
  headers: ['workflow-api'],
  errors: ACTION_ERRORS,
  handle(context, request) {
    const action = readAction('kill', request);
    return admit(context, action.asked, async (_trx, { vm }) => {
      demandAllocated(vm);
      return vmJobDraft({ action, workflow: killVm, task: 'kill', vm, payload: action.input });
    });
  },
});
