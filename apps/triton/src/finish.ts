import type { Started } from '@triton/clients/cloudapi-client';
import type { CommandOption } from './command';
import type { Session } from './session';
import { UsageError } from './usage-error';
import { waitForJob } from './wait-for-job';

export const WAIT_OPTIONS: readonly CommandOption[] = [
  { flags: '-w, --wait', description: 'Block until instance state indicates the action is complete.' },
  { flags: '--wait-timeout <seconds>', description: 'Give up waiting after so many seconds (120).' },
];

const DEFAULT_TIMEOUT_SECONDS = 120;

/** Says that the operation has begun and, with `-w`, follows it to its end and says how long it took. */
export async function finish(
  session: Session,
  machineId: string,
  { jobUuid }: Started,
  said: { begun: string; done: string },
  options: Record<string, unknown>,
): Promise<void> {
  session.print(said.begun);
  if (!options.wait || !jobUuid) return;
  const started = Date.now();
  await waitForJob(session, machineId, jobUuid, timeoutMsOf(options));
  session.print(`${said.done} (${((Date.now() - started) / 1000).toFixed(1)}s)`);
}

export function timeoutMsOf({ waitTimeout }: Record<string, unknown>): number {
  const seconds = waitTimeout === undefined ? DEFAULT_TIMEOUT_SECONDS : Number(waitTimeout);
  if (!(seconds > 0)) throw new UsageError(`--wait-timeout must be a number of seconds, not "${String(waitTimeout)}"`);
  return seconds * 1000;
}
