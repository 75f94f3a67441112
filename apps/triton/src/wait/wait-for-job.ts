import type { MachineJob } from '@triton/schemas/machine-job';
import { JobFailedError } from '../job-failed-error';
import { seconds } from '../output/seconds';
import type { Session } from '../session';
import { poll } from './poll';

export interface JobToFollow {
  machineId: string;
  jobUuid: string;
  limitMs: number;
}

/**
 * Follows the operation to its end and throws its reason when it fails: a wait that looks at the machine alone would
 * run into its time limit instead. On a terminal a line shows how far it is.
 */
export async function waitForJob(session: Session, { machineId, jobUuid, limitMs }: JobToFollow): Promise<void> {
  const started = performance.now();
  const show = (text: string): void => {
    if (session.interactive) session.showProgress(text);
  };
  try {
    const job = await poll({
      async look() {
        const seen = await session.cloudapi.getMachineJob(machineId, jobUuid);
        show(`${seconds(performance.now() - started)}  ${seen.steps.at(-1)?.name ?? 'queued'}`);
        return seen;
      },
      ended: ({ execution, stuck }) => execution === 'succeeded' || execution === 'failed' || stuck === true,
      limitMs,
      tooLate: (seen) =>
        `job ${jobUuid} is still ${seen?.execution ?? 'unknown'} after ${seconds(limitMs)}; it goes on`,
    });
    if (job.execution !== 'succeeded') throw new JobFailedError(reasonOf(job));
  } finally {
    show('');
  }
}

function reasonOf({ uuid, execution, reason }: MachineJob): string {
  if (execution === 'failed') return reason ?? `job ${uuid} failed`;
  return `job ${uuid} is stuck and waits for an operator${reason === undefined ? '' : `: ${reason}`}`;
}
