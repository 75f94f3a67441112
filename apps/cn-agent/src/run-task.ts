import type { TaskOutcome } from '@triton/clients/cnapi-client';
import type { Task } from '@triton/schemas/task';
import type { Vm } from '@triton/vmadm/vm';
import type { Context } from './context';
import { failureEvent } from './failure-event';
import type { JournalEntry } from './journal';
import { nodeTasks } from './node-tasks';
import { vmDigest } from './node/vm-digest';
import { reportOutcome } from './report-outcome';
import { InterruptedError, runToItsEnd } from './run-to-its-end';
import type { NodeTask } from './tasks/node-task';
import { tellEnd } from './tell-end';

/** Does a task whose record CNAPI has given, to the end of which it has heard. Steps 3 to 5 of task-worker.ts. */
export async function runTask(context: Context, task: Task): Promise<void> {
  const { id, vm_uuid: vmUuid, task: name } = task;
  const definition = nodeTasks.get(name);
  if (!definition || vmUuid === undefined) {
    const error = { message: `the node knows no task ${name}`, code: 'UnknownTask' };
    return reportOutcome(context, id, { status: 'failure', event: { error } });
  }
  if (definition.readOnly) {
    return reportOutcome(context, id, await outcomeOf(context, definition, task, vmUuid));
  }
  const entry = await context.locks.run(vmUuid, () => change(context, definition, task, vmUuid));
  if (entry.outcome) await tellEnd(context, entry, entry.outcome);
}

/** With the VM's lock held. */
async function change(context: Context, definition: NodeTask, task: Task, vmUuid: string): Promise<JournalEntry> {
  const { journal, epochs, host } = context;
  const { id, epoch, req_id } = task;
  const started_at = new Date().toISOString();
  const entry: JournalEntry = { id, task: task.task, vm_uuid: vmUuid, epoch, req_id, started_at };
  let outcome: TaskOutcome;
  try {
    await epochs.admit(vmUuid, epoch);
    journal.begin(entry);
    outcome = await outcomeOf(context, definition, task, vmUuid);
  } catch (err) {
    if (err instanceof InterruptedError) throw err;
    outcome = { status: 'failure', event: await failureEvent(host, vmUuid, err) };
  }
  const ended = { ...entry, finished_at: new Date().toISOString(), outcome: numbered(context, outcome, vmUuid) };
  await both(journal.end(ended), remember(context, ended));
  return ended;
}

/** What a task says of its VM has its place in the order of all that the node says of it. */
function numbered({ told }: Context, outcome: TaskOutcome, vmUuid: string): TaskOutcome {
  const { vm } = outcome.event;
  if (typeof vm !== 'object' || vm === null) return outcome;
  return { ...outcome, event: { ...outcome.event, vm: { ...vm, observed: told.nextObserved(vmUuid) } } };
}

/** What a task reports of its VM need not be told another time, as a change that nobody asked for. */
async function remember(
  { told, log }: Context,
  { outcome, vm_uuid: vmUuid, task, finished_at: at = '' }: JournalEntry,
): Promise<void> {
  const vm = outcome?.event.vm as (Vm & { observed: number }) | undefined;
  try {
    if (vm) told.write(vmUuid, { digest: vmDigest(vm), observed: vm.observed, at });
    else if (task === 'machine_destroy' && outcome?.status === 'complete') await told.forget(vmUuid);
  } catch (err) {
    log.warn({ err, vm_uuid: vmUuid }, 'could not note what was told of a VM');
  }
}

async function outcomeOf(
  { host, log, events, closing: signal }: Context,
  definition: NodeTask,
  { id, params }: Task,
  vmUuid: string,
): Promise<TaskOutcome> {
  const startedAtMs = performance.now();
  const task = { task_id: id, task: definition.name, vm_uuid: vmUuid };
  let outcome: TaskOutcome;
  try {
    const run = () => definition.run(host, { operationId: id, vmUuid, params });
    const onFailure = (err: unknown, attempt: number) => log.warn({ ...task, err, attempt }, 'task not finished yet');
    const event = await (definition.readOnly ? run() : runToItsEnd(host, vmUuid, run, { signal, onFailure }));
    outcome = { status: 'complete', event };
    log.info(task, 'task complete');
  } catch (err) {
    if (err instanceof InterruptedError) throw err;
    outcome = { status: 'failure', event: await failureEvent(host, vmUuid, err) };
    log.warn({ ...task, err }, 'task failed');
  }
  events.taskRan(definition.name, outcome.status, (performance.now() - startedAtMs) / 1000);
  return outcome;
}

/** Waits for two writes at once, and for both of them also when one fails: what comes after may write to the same files. */
async function both(...writes: [Promise<void>, Promise<void>]): Promise<void> {
  const failed = (await Promise.allSettled(writes)).find(({ status }) => status === 'rejected');
  if (failed) throw (failed as PromiseRejectedResult).reason;
}
