import type { Context } from '../context';
import type { NoActionInput } from './action-input';
import { admit } from './admit';
import { demandAllocated } from './demand-allocated';
import { type ActionRequest, readAction } from './read-action';
import { vmJobDraft } from './vm-job-draft';

/** Accepts a start, stop or reboot. Whether the VM is in a state for it is decided when its turn comes, on its node. */
export function admitPowerChange(
  context: Context,
  request: ActionRequest<NoActionInput>,
  task: 'start' | 'stop' | 'reboot',
  workflow: { name: string; version: string },
) {
  const action = readAction(task, request);
  return admit(context, action.asked, async (_trx, { vm }) => {
    demandAllocated(vm);
    return vmJobDraft({ action, workflow, task, vm, payload: {} });
  });
}
