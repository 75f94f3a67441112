import { isUniqueViolation } from '@triton/database/is-unique-violation';
import { withRetries } from '@triton/database/with-retries';
import type { Context } from '../context';
import { type Answer, answerOnce, type RepeatableRequest } from './answer-once';
import { demandFreeName, nameTaken } from './demand-free-name';
import { newVmFacts } from './new-vm-facts';
import { giveUpPlace, placeVm } from './place-vm';
import { type NewVmPlan, promiseVm } from './promise-vm';

/**
 * Finds a new VM its compute node and then, in one transaction, promises the VM. Space that was held for a VM which is not
 * promised after all is given back at once.
 */
export async function acceptNewVm(context: Context, plan: NewVmPlan, request: RepeatableRequest): Promise<Answer> {
  const vm = newVmFacts(plan);
  const { uuid } = plan;
  await demandFreeName(context, { uuid, ownerUuid: plan.input.owner_uuid, alias: vm.alias });
  try {
    const serverUuid = await placeVm(context, plan, vm);
    const { answer, isNew } = await withRetries(context.db, (trx) =>
      answerOnce(trx, request, () => promiseVm(trx, plan, vm, serverUuid)),
    );
    if (isNew) await context.wakeJob(answer.job_uuid);
    else if (answer.vm_uuid !== uuid) await giveUpPlace(context, uuid);
    return answer;
  } catch (error) {
    // Another request of this moment has made a VM of that uuid, and the space is that VM's.
    if (!isUniqueViolation(error, 'vms_pkey')) await giveUpPlace(context, uuid);
    throw nameTaken(error);
  }
}
