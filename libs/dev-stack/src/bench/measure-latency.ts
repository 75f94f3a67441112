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
  /** Looks that it took, over all operations. */
  looks: number;
}

/** Grows one disk again and again, on a stack that does nothing else, and looks without a pause until it shows. */
export async function measureLatency(target: Omit<LoadTarget, 'findEnded' | 'pids'>): Promise<LatencyResult> {
  const client = new CloudapiClient(target);
  const [disk] = target.disks;
  if (!disk) throw new Error('a machine is needed');
  const { machineId, diskId } = disk;
  const result: LatencyResult = { acceptMs: [], visibleMs: [], looks: 0 };
  try {
    for (let done = 0; done < OPERATIONS; done++) {
      const size = disk.sizeMib + GROWTH_MIB;
      const sentMs = performance.now();
      await client.resizeMachineDisk(machineId, diskId, { size });
      result.acceptMs.push(performance.now() - sentMs);
      for (;;) {
        const shown = await client.getMachineDisk(machineId, diskId);
        result.looks++;
        if (shown.size === size && shown.state !== 'resizing') break;
        if (performance.now() - sentMs > TIMEOUT_MS) throw new Error(`disk ${diskId} is ${JSON.stringify(shown)}`);
      }
      result.visibleMs.push(performance.now() - sentMs);
      disk.sizeMib = size;
    }
    return result;
  } finally {
    client.close();
  }
}
