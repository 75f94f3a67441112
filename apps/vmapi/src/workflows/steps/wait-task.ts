import { TaskCanceledError } from '@triton/errors/task-canceled-error';
import type { Task } from '@triton/schemas/task';
import { waiting } from '@triton/workflow/waiting';
import type { VmStep } from '../vm-job';
import { readTask } from '../../jobs/read-ahead';
import { TaskFailedError } from './task-failed-error';

const HALF_AN_HOUR_MS = 1_800_000;

/** Goes on when the compute node has reported how the task of step `sender` ended; CNAPI wakes the job then. */
export function waitTask(sender: VmStep): VmStep {
  return {
    name: 'cnapi.wait_task',
    deadlineMs: HALF_AN_HOUR_MS,
    repeatable: true,
    parksFirst: true,
    async run(context, _job, results) {
      const { task_id } = results[sender.name] as { task_id: string };
      const task = await readTask(context, task_id);
      if (task.status === 'active') return waiting('the compute node works on it');
      if (task.status === 'canceled') throw new TaskCanceledError('the task was taken back');
      if (task.status === 'failure') throw failureOf(task);
      return { epoch: task.epoch, vm: task.history.at(-1)?.event.vm };
    },
  };
}

function failureOf(task: Task): Error {
  const error = task.history.find(({ name }) => name === 'error')?.event.error as
    { message?: string; code?: string } | undefined;
  return new TaskFailedError(error?.message ?? 'the compute node gave no reason', error?.code);
}
