import type { Job } from '@triton/schemas/job';
import type { MachineSnapshot } from '@triton/schemas/machine-snapshot';
import type { Vm } from '@triton/schemas/vm';

/**
 * The snapshots of a machine, newest first: those that are there, and those whose making goes on or has failed. `jobs` are
 * those of the machine's snapshots, newest first, and were read before the VM: what ends in between is then in the VM.
 */
export function machineSnapshots({ snapshots }: Pick<Vm, 'snapshots'>, jobs: readonly Job[]): MachineSnapshot[] {
  const there = snapshots.map(({ name, created_at, size }): MachineSnapshot => {
    const isGoing = jobs.some((job) => isOf('delete-snapshot', name, job) && isUnderWay(job));
    return {
      name,
      state: isGoing ? 'deleting' : 'created',
      ...(size === undefined ? {} : { size: Math.round(size) }),
      created: created_at,
      updated: created_at,
    };
  });
  const known = new Set(there.map(({ name }) => name));
  const awaited: MachineSnapshot[] = [];
  for (const job of jobs) {
    const { snapshot_name: name } = job.params;
    if (typeof name !== 'string' || known.has(name) || !isOf('snapshot', name, job)) continue;
    // Only the last attempt at a name counts; one that succeeded and is not there has been deleted since.
    known.add(name);
    if (job.execution === 'succeeded') continue;
    awaited.push({ name, state: job.execution, created: job.created_at, updated: job.finished_at ?? job.created_at });
  }
  return [...awaited, ...there];
}

function isOf(workflow: 'snapshot' | 'delete-snapshot', name: string, { name: jobName, params }: Job): boolean {
  return jobName.startsWith(`${workflow}-`) && params.snapshot_name === name;
}

function isUnderWay({ execution }: Job): boolean {
  return execution === 'queued' || execution === 'running';
}
