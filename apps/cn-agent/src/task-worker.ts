import type { Context } from './context';
import { runTask } from './run-task';
import { takeTask } from './take-task';
import { tellEnd } from './tell-end';

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
    const ids = journal.unfinished();
    if (ids.length > 0) log.info({ tasks: ids.length }, 'going on with unfinished tasks');
    const logged = (id: string) => (err: unknown) => log.error({ err, task_id: id }, 'could not go on with a task');
    await Promise.all(ids.map((id) => this.handle(id).catch(logged(id))));
  }

  async #work(id: string): Promise<void> {
    const { journal } = this.#context;
    const entry = journal.read(id);
    if (entry?.outcome) return tellEnd(this.#forRequest(entry.req_id), entry, entry.outcome);
    const task = await takeTask(this.#context, id);
    if (task) await runTask(this.#forRequest(task.req_id), task);
    else if (entry && !entry.acknowledged) journal.acknowledge(id);
  }

  /** What is done and said for a task belongs to the request that it was made for. */
  #forRequest(reqId: string): Context {
    const { cnapi, log } = this.#context;
    return { ...this.#context, cnapi: cnapi.forRequest(reqId), log: log.child({ req_id: reqId }) };
  }
}
