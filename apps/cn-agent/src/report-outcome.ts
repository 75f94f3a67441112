import type { TaskOutcome } from '@triton/clients/cnapi-client';
import { RemoteError } from '@triton/http-client/remote-error';
import type { Context } from './context';
import { untilDone } from './until-done';

/** The task is unknown, or not ours: nobody waits for the outcome. */
const NOBODY_WAITS = new Set([403, 404]);
/** CNAPI will not take this outcome, however often it is told. */
const UNACCEPTABLE = new Set([400, 409, 413, 415]);

/** Tells CNAPI how the task ended, until it has heard. Only an agent that closes ends without. */
export async function reportOutcome(context: Context, id: string, outcome: TaskOutcome): Promise<void> {
  const { cnapi, closing, events, log } = context;
  const tell = (told: TaskOutcome): Promise<void> =>
    untilDone(() => cnapi.finishTask(id, told), {
      signal: closing,
      giveUp: (err) => hasStatus(err, NOBODY_WAITS) || (told === outcome && hasStatus(err, UNACCEPTABLE)),
      onFailure: (err, attempt) => log.warn({ err, task_id: id, attempt }, 'could not report a task'),
    });
  events.reportBegun();
  try {
    await tell(outcome);
  } catch (err) {
    if (hasStatus(err, NOBODY_WAITS)) {
      log.warn({ err, task_id: id }, 'nobody waits for the outcome of a task');
      return;
    }
    if (!hasStatus(err, UNACCEPTABLE)) throw err;
    // Somebody waits for this task: an end without details is better than none.
    log.error({ err, task_id: id }, 'CNAPI refuses the outcome of a task');
    await tell({ status: 'failure', event: { error: { message: unreportable(outcome), code: 'Unreportable' } } });
  } finally {
    events.reportEnded();
  }
}

function unreportable({ status }: TaskOutcome): string {
  return `the task ended with status ${status}, but what the node says of the VM could not be sent`;
}

function hasStatus(err: unknown, statuses: ReadonlySet<number>): boolean {
  return err instanceof RemoteError && statuses.has(err.status);
}
