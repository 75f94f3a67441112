import { VmapiClient } from '@triton/clients/vmapi-client';
import type { Kysely } from '@triton/database/kysely';
import type { Stack } from '../stack';
import type { BenchOptions } from './bench-options';
import type { SustainedReport } from './bench-report';
import { bareTarget, stackTarget } from './bench-targets';
import type { BenchDisk } from './load-target';
import { loadReport } from './load-report';
import { makeMachines } from './make-machines';
import { startBare } from './start-bare';
import { sustainLoad } from './sustain-load';

/** The load on our own stack, then the same on the bare service, one after the other on the same stores. */
export async function runSustained(
  stack: Stack,
  db: Kysely<unknown>,
  { vms, seconds, inFlight }: Pick<BenchOptions, 'vms' | 'seconds' | 'inFlight'>,
): Promise<SustainedReport> {
  const startedMs = performance.now();
  const disks = await makeMachines(stack, vms);
  const took = (performance.now() - startedMs) / 1000;
  console.log(`  ${vms} machines created in ${took.toFixed(1)} s; now resizes for ${seconds} s`);
  const ours = loadReport(await sustainLoad(stackTarget(stack, db, disks), { seconds, inFlight }));
  const wrongSizes = await countWrongSizes(stack, disks);

  console.log(`  the same on express, PostgreSQL and BullMQ alone for ${seconds} s`);
  const service = await startBare(stack, db, vms);
  try {
    const bare = loadReport(await sustainLoad(bareTarget(stack, db, service), { seconds, inFlight }));
    const ratio = Math.round((ours.opsPerSecond / bare.opsPerSecond) * 1000) / 1000;
    return { vms, seconds, inFlight, ours, bare, ratio, wrongSizes };
  } finally {
    await service.stop();
  }
}

async function countWrongSizes(stack: Stack, disks: readonly BenchDisk[]): Promise<number> {
  const vmapi = new VmapiClient({ url: stack.urls.vmapi });
  let wrong = 0;
  try {
    for (const { machineId, diskId, sizeMib } of disks) {
      const disk = (await vmapi.getVm(machineId)).disks.find(({ uuid }) => uuid === diskId);
      if (disk?.size !== sizeMib || disk.state !== 'active') wrong++;
    }
  } finally {
    vmapi.close();
  }
  return wrong;
}
