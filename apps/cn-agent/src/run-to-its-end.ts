import { VmadmError } from '@triton/vmadm/vmadm-error';
import type { VmadmHost } from '@triton/vmadm/vmadm-host';
import { UnseenChangeError } from './tasks/load-changed-vm';
import { untilDone } from './until-done';

/** The agent closes in the middle of a change. The journal says that it was begun, so the next start goes on with it. */
export class InterruptedError extends Error {
  override name = 'InterruptedError';
}

export interface Perseverance {
  signal: AbortSignal;
  onFailure(err: unknown, attempt: number): void;
  firstPauseMs?: number;
}

/**
 * Does `work` on the VM, and again for as long as it fails and leaves a change half done (a `zfs` that takes too long, a
 * file that can not be written): whoever comes next finishes such a change, so telling of a failure would be a lie.
 * A change that is made and whose result can not be read is not over either: vmadm knows that it has had its effect.
 * Refusals of vmadm have been undone, or will be, and are thrown like all that has changed nothing.
 */
export async function runToItsEnd<T>(
  host: VmadmHost,
  vmUuid: string,
  work: () => Promise<T>,
  patience: Perseverance,
): Promise<T> {
  let ended: unknown;
  try {
    return await untilDone(
      () =>
        work().catch(async (err: unknown) => {
          if (!(err instanceof UnseenChangeError) && (err instanceof VmadmError || !(await isHalfDone(host, vmUuid)))) {
            ended = err;
          }
          throw err;
        }),
      { ...patience, giveUp: (err) => err === ended },
    );
  } catch (err) {
    if (ended !== undefined) throw ended;
    throw new InterruptedError('the agent closes in the middle of a change', { cause: err });
  }
}

async function isHalfDone({ configs }: VmadmHost, vmUuid: string): Promise<boolean> {
  // A configuration that can not be read may hold anything; a VM without one has nothing to finish.
  const config = await configs.read(vmUuid).catch(() => ({ intent: true }));
  return config?.intent !== undefined;
}
