import type { NodeCommand } from '@triton/clients/cnapi-client';
import type { Task } from '@triton/schemas/task';
import { waiting, type Waiting } from '@triton/workflow/waiting';
import type { Context } from '../../context';
import { storeReport } from '../../vms/store-report';
import type { VmJob, VmStep } from '../vm-job';
import { demandTicket } from './read-ticket';

export interface NodeCommandFacts {
  name: string;
  /** What the compute node calls it: `machine_update`… */
  task: string;
  send(context: Context, job: VmJob, command: NodeCommand): Promise<{ id: string }>;
  /** Makes the outcome of a task the record when the job is unwound although its node did the task. */
  record?(context: Context, job: VmJob, task: Task): Promise<void>;
}

/**
 * A step that gives the VM's compute node a task. The job's uuid is the task's key, so sending twice is one task; the
 * job's ticket lends it the epoch under which the node will take it.
 */
export function nodeCommand({ name, task, send, record = recordReport }: NodeCommandFacts): VmStep {
  return {
    name,
    async run(context, job, results) {
      const ticket = demandTicket(results).uuid;
      const { id } = await send(context, job, { idempotencyKey: job.jobUuid, ticket, waiter: job.jobUuid });
      return { task_id: id };
    },
    undo: (context, job) => takeBack(task, record, context, job),
  };
}

/**
 * Nothing is given back while the node may still act. A command it never took is canceled, even one that is still on its
 * way; one it has is waited for, and what came of it becomes the record before the job's promises are revoked.
 */
async function takeBack(
  task: string,
  record: NonNullable<NodeCommandFacts['record']>,
  context: Context,
  job: VmJob,
): Promise<Waiting | void> {
  const { cnapi } = context;
  const { id, canceled } = await cnapi.cancelCommand(job.serverUuid, job.vmUuid, { key: job.jobUuid, task });
  if (canceled) return;
  const outcome = await cnapi.getTask(id);
  if (outcome.status === 'active') return waiting('the compute node still works on it');
  await record(context, job, outcome);
}

async function recordReport({ db }: Context, { jobUuid }: VmJob, { epoch, history }: Task): Promise<void> {
  const vm = history.at(-1)?.event.vm;
  if (vm) await storeReport(db, vm, { epoch, jobUuid });
}
