import { setTimeout as delay } from 'node:timers/promises';
import { CloudapiClient } from '@triton/clients/cloudapi-client';
import { GROWTH_MIB } from './sustain-load';
import type { LoadTarget } from './load-target';

/** RFD 154 stack on an idle machine: at the median no longer from request to visible size. */
export const LATENCY_TARGET_MS = 50;
const OPERATIONS = 50;
const TIMEOUT_MS = 30_000;

export interface LatencyResult {
  /** From sending ResizeMachineDisk to its answer. */
  acceptMs: number[];
  /** From sending ResizeMachineDisk to the first GetMachineDisk that shows the disk as it was ordered and at rest. */
  visibleMs: number[];
  /** The same of the first operations of a stack that has just started. */
  earlyVisibleMs: number[];
  /** Looks that it took, over all operations but the early ones. */
  looks: number;
}

/** Not what a stack does that has been at work for a while: compilers first see what is worth their while. */
const WARM_UP = 400;
/**
 * A look goes through CloudAPI and VMAPI, and takes from the processors what the operation needs: so the first one is made
 * when more than half of the operations are over, and the next ones after short pauses. When that is, is found on the way:
 * earlier after a first look that saw the new size, which may have been there for a while, later after one that did not.
 * What is told is never less than it was: an operation is over when a look has seen it. The steps are large while the stack
 * warms up and gets faster from one operation to the next, and small once it does not.
 */
const FIRST_STEPS = { operations: 200, earlierMs: 5, laterMs: 1 };
const STEPS = { earlierMs: 0.4, laterMs: 0.6 };
const LOOK_EVERY_MS = 2;

/**
 * Grows one disk again and again, on a stack that does nothing else: each resize is asked for when the one before has
 * ended to the last step, so that none waits for its turn at the machine.
 */
export async function measureLatency(target: Omit<LoadTarget, 'findEnded' | 'pids'>): Promise<LatencyResult> {
  const client = new CloudapiClient(target);
  const [disk] = target.disks;
  if (!disk) throw new Error('a machine is needed');
  const result: LatencyResult = { acceptMs: [], visibleMs: [], earlyVisibleMs: [], looks: 0 };
  let firstLookMs = 0;
  try {
    for (let done = -WARM_UP; done < OPERATIONS; done++) {
      const { acceptMs, visibleMs, looks } = await resizeOnce(client, disk, firstLookMs);
      const { earlierMs, laterMs } = done < FIRST_STEPS.operations - WARM_UP ? FIRST_STEPS : STEPS;
      if (firstLookMs === 0) firstLookMs = visibleMs / 2;
      else firstLookMs = Math.max(firstLookMs + (looks === 1 ? -earlierMs : laterMs), 1);
      if (result.earlyVisibleMs.length < OPERATIONS) result.earlyVisibleMs.push(visibleMs);
      if (done < 0) continue;
      result.acceptMs.push(acceptMs);
      result.visibleMs.push(visibleMs);
      result.looks += looks;
    }
    return result;
  } finally {
    client.close();
  }
}

type Disk = LoadTarget['disks'][number];

async function resizeOnce(
  client: CloudapiClient,
  disk: Disk,
  firstLookMs: number,
): Promise<{ acceptMs: number; visibleMs: number; looks: number }> {
  const { machineId, diskId } = disk;
  const size = disk.sizeMib + GROWTH_MIB;
  const sentMs = performance.now();
  const { jobUuid = '' } = await client.resizeMachineDisk(machineId, diskId, { size });
  const acceptMs = performance.now() - sentMs;
  if (firstLookMs > 0) await delay(sentMs + firstLookMs - performance.now());
  const looks = await lookUntil(`disk ${diskId} has ${size} MiB`, async () => {
    const shown = await client.getMachineDisk(machineId, diskId);
    return shown.size === size && shown.state !== 'resizing';
  });
  const visibleMs = performance.now() - sentMs;
  await lookUntil(`job ${jobUuid} has ended`, async () => {
    const { execution } = await client.getMachineJob(machineId, jobUuid);
    return execution === 'succeeded';
  });
  disk.sizeMib = size;
  return { acceptMs, visibleMs, looks };
}

/** Answers how often it looked. */
async function lookUntil(what: string, holds: () => Promise<boolean>): Promise<number> {
  const giveUpMs = performance.now() + TIMEOUT_MS;
  for (let looks = 1; ; looks++) {
    if (await holds()) return looks;
    if (performance.now() > giveUpMs) throw new Error(`it did not come to pass within ${TIMEOUT_MS} ms that ${what}`);
    await delay(LOOK_EVERY_MS);
  }
}
