import type { TaskOutcome } from '@triton/clients/cnapi-client';
import { runWithRequestId } from '@triton/logging/request-id';
import type { Task } from '@triton/schemas/task';
import type { Vm } from '@triton/vmadm/vm';
import type { Context } from './context';
import { failureEvent } from './failure-event';
import type { JournalEntry } from './journal';
import { nodeTasks } from './node-tasks';
import { vmDigest } from './node/vm-digest';
import { reportOutcome } from './report-outcome';
import { InterruptedError, runToItsEnd } from './run-to-its-end';
import { takeTask } from './take-task';
import type { NodeTask } from './tasks/node-task';

const TASK_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Does tasks, each once in effect. A task may come any number of times, by the queue, from CNAPI's sweep, at the start of
 * the agent, and the agent may die anywhere. What makes that harmless, in order:
 *
 * 1. An outcome in the journal is told again, and nothing is run.
 * 2. The record is read at CNAPI; one that was taken back or has ended is left alone.
 * 3. A command of an earlier turn at the VM is refused (`Epochs`).
 * 4. The journal says that the task has begun. If it is not said how it ended, it runs again: vmadm knows by the task's id
 *    whether it has had its effect, and finishes or undoes what was interrupted.
 * 5. The outcome is in the journal before anybody is told; a change that is half done has none (`runToItsEnd`).
 */
export class TaskWorker {
  readonly #context: Context;
  readonly #underWay = new Map<string, Promise<void>>();

  constructor(context: Context) {
    this.#context = context;
  }

  /** Returns when the task has ended and CNAPI has heard of it. */
  handle(id: string): Promise<void> {
    // The id came by the queue and becomes part of a path.
    if (!TASK_ID.test(id)) return Promise.reject(new Error('the queue holds what is no task id'));
    const before = this.#underWay.get(id);
    if (before) return before;
    const work = this.#work(id).finally(() => this.#underWay.delete(id));
    this.#underWay.set(id, work);
    return work;
  }

  /** Goes on with what was under way when the agent last ended. Each is logged and left to CNAPI's sweep if that fails. */
  async resume(): Promise<void> {
    const { journal, log } = this.#context;
    const ids = await journal.unfinished();
    if (ids.length > 0) log.info({ tasks: ids.length }, 'going on with unfinished tasks');
    const logged = (id: string) => (err: unknown) => log.error({ err, task_id: id }, 'could not go on with a task');
    await Promise.all(ids.map((id) => this.handle(id).catch(logged(id))));
  }

  async #work(id: string): Promise<void> {
    const entry = await this.#context.journal.read(id);
    if (entry?.outcome) return this.#report(entry, entry.outcome);
    const task = await takeTask(this.#context, id);
    if (task) await runWithRequestId(task.req_id, () => this.#run(task));
  }

  async #run(task: Task): Promise<void> {
    const { id, vm_uuid: vmUuid, task: name } = task;
    const definition = nodeTasks.get(name);
    if (!definition || vmUuid === undefined) {
      const error = { message: `the node knows no task ${name}`, code: 'UnknownTask' };
      return reportOutcome(this.#context, id, { status: 'failure', event: { error } });
    }
    if (definition.readOnly) {
      return reportOutcome(this.#context, id, await this.#outcomeOf(definition, task, vmUuid));
    }
    const entry = await this.#context.locks.run(vmUuid, () => this.#change(definition, task, vmUuid));
    if (entry.outcome) await this.#report(entry, entry.outcome);
  }

  /** With the VM's lock held. */
  async #change(definition: NodeTask, task: Task, vmUuid: string): Promise<JournalEntry> {
    const { journal, epochs, host } = this.#context;
    const { id, epoch, req_id } = task;
    const started_at = new Date().toISOString();
    const entry: JournalEntry = { id, task: task.task, vm_uuid: vmUuid, epoch, req_id, started_at };
    let outcome: TaskOutcome;
    try {
      await both(epochs.admit(vmUuid, epoch), journal.write(entry));
      outcome = await this.#outcomeOf(definition, task, vmUuid);
    } catch (err) {
      if (err instanceof InterruptedError) throw err;
      outcome = { status: 'failure', event: await failureEvent(host, vmUuid, err) };
    }
    const ended = { ...entry, finished_at: new Date().toISOString(), outcome: this.#numbered(outcome, vmUuid) };
    await both(journal.write(ended), this.#remember(ended));
    return ended;
  }

  /** What a task says of its VM has its place in the order of all that the node says of it. */
  #numbered(outcome: TaskOutcome, vmUuid: string): TaskOutcome {
    const { vm } = outcome.event;
    if (typeof vm !== 'object' || vm === null) return outcome;
    return {
      ...outcome,
      event: { ...outcome.event, vm: { ...vm, observed: this.#context.told.nextObserved(vmUuid) } },
    };
  }

  /** What a task reports of its VM need not be told another time, as a change that nobody asked for. */
  async #remember({ outcome, vm_uuid: vmUuid, task, finished_at: at = '' }: JournalEntry): Promise<void> {
    const { told, log } = this.#context;
    const vm = outcome?.event.vm as (Vm & { observed: number }) | undefined;
    try {
      if (vm) await told.write(vmUuid, { digest: vmDigest(vm), observed: vm.observed, at });
      else if (task === 'machine_destroy' && outcome?.status === 'complete') await told.forget(vmUuid);
    } catch (err) {
      log.warn({ err, vm_uuid: vmUuid }, 'could not note what was told of a VM');
    }
  }

  async #outcomeOf(definition: NodeTask, { id, params }: Task, vmUuid: string): Promise<TaskOutcome> {
    const { host, log, events, closing: signal } = this.#context;
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

  async #report(entry: JournalEntry, outcome: TaskOutcome): Promise<void> {
    await reportOutcome(this.#context, entry.id, outcome);
    if (entry.acknowledged !== true) this.#context.journal.acknowledge(entry);
  }
}

/** Waits for two writes at once, and for both of them also when one fails: what comes after may write to the same files. */
async function both(...writes: [Promise<void>, Promise<void>]): Promise<void> {
  const failed = (await Promise.allSettled(writes)).find(({ status }) => status === 'rejected');
  if (failed) throw (failed as PromiseRejectedResult).reason;
}
