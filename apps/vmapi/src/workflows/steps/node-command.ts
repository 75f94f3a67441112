import type { NodeCommand } from '@triton/clients/cnapi-client';
import { waiting, type Waiting } from '@triton/workflow/waiting';
import type { StepResults } from '@triton/workflow/workflow';
import type { Context } from '../../context';
import { storeReport } from '../../vms/store-report';
import type { VmJob, VmStep } from '../vm-job';
import { demandTicket } from './read-ticket';

type Send = (context: Context, job: VmJob, command: NodeCommand) => Promise<{ id: string }>;

/**
 * A step that gives the VM's compute node a task. The job's uuid is the task's key, so sending twice is one task; the
 * job's ticket lends it the epoch under which the node will take it.
 */
export function nodeCommand(name: string, send: Send): VmStep {
  return {
    name,
    async run(context, job, results) {
      const { id } = await send(context, job, commandOf(job, results));
      return { task_id: id };
    },
    undo: (context, job, results) => takeBack(name, send, context, job, results),
  };
}

/**
 * Nothing is given back while the node may still act. A task it never took is canceled; one it has is waited for, and
 * whatever it says of the VM becomes the record before the job's promises are revoked.
 */
async function takeBack(
  name: string,
  send: Send,
  context: Context,
  job: VmJob,
  results: StepResults,
): Promise<Waiting | void> {
  const sent = results[name] as { task_id: string } | undefined;
  // It may have been sent although we never heard so: ask again under the same key.
  const id = sent?.task_id ?? (await send(context, job, commandOf(job, results))).id;
  const { canceled } = await context.cnapi.cancelTask(id);
  if (canceled) return;
  const task = await context.cnapi.getTask(id);
  if (task.status === 'active') return waiting('the compute node still works on it');
  const vm = task.history.at(-1)?.event.vm;
  if (vm) await storeReport(context.db, vm, { epoch: task.epoch, jobUuid: job.jobUuid });
}

function commandOf(job: VmJob, results: StepResults): NodeCommand {
  return { idempotencyKey: job.jobUuid, ticket: demandTicket(results).uuid, waiter: job.jobUuid };
}
