import type { FinalFacts, FinalJob, FinalMachine, SizedDisk } from './final-facts';
import type { Operation } from './history';
import { ORDERED_FAILURE } from './ordered-failure';

export interface Verdict {
  /** Accepted, and then nobody did it or says how it ended. */
  lost: string[];
  /** Done more often than it was asked for. */
  twice: string[];
  /** Failed although nothing was ordered to fail, with the job's reason. */
  unexplained: string[];
  /** Jobs of one machine that were not done in the order in which they were accepted. */
  outOfTurn: string[];
  /** Ledger, VM record and ZFS disagree with each other, or with what was accepted and done. */
  disagreements: string[];
}

export interface Evidence {
  operations: readonly Operation[];
  facts: FinalFacts;
  /** Sizes of volumes that came back after they had gone. */
  returned: readonly { vmUuid: string; sizeMib: number }[];
}

/** Judges a run by what was accepted, what the records say became of it, and what there is in the end. */
export function judgeHistory({ operations, facts, returned }: Evidence): Verdict {
  const verdict: Verdict = { lost: [], twice: [], unexplained: [], outOfTurn: [], disagreements: [] };
  const jobs = new Map(facts.jobs.map((job) => [job.uuid, job]));
  judgeOperations(operations, jobs, verdict);
  judgeTasks(facts, jobs, verdict);
  for (const machine of facts.machines) {
    const own = facts.jobs.filter(({ vmUuid }) => vmUuid === machine.vmUuid);
    judgeMachine(machine, inTurn(own, facts, verdict), verdict);
    judgeSightings(machine, own, returned, verdict);
  }
  if (facts.leftTickets > 0) verdict.disagreements.push(`${facts.leftTickets} tickets are left`);
  if (facts.leftTasks > 0) verdict.disagreements.push(`${facts.leftTasks} tasks are left`);
  return verdict;
}

/** Each accepted operation is one job that has ended, and no job belongs to nobody. */
function judgeOperations(operations: readonly Operation[], jobs: Map<string, FinalJob>, verdict: Verdict): void {
  const owners = new Map<string, Operation>();
  for (const operation of operations) {
    const what = `${operation.kind} of ${operation.machineId}`;
    if (operation.outcome === 'asking') verdict.lost.push(`${what}: never answered`);
    if (operation.outcome !== 'accepted') continue;
    const job = jobs.get(operation.jobUuid ?? '');
    if (!job) verdict.lost.push(`${what}: there is no job ${operation.jobUuid}`);
    else if (job.finishedMs === null) verdict.lost.push(`${what}: ${state(job)}`);
    else if (job.execution === 'failed' && !job.reason?.includes(ORDERED_FAILURE)) {
      verdict.unexplained.push(`${what}: job ${job.uuid}: ${job.reason}`);
    }
    if (!job) continue;
    if (owners.has(job.uuid)) verdict.lost.push(`${what}: answered with the job of another operation, ${job.uuid}`);
    owners.set(job.uuid, operation);
  }
  for (const job of jobs.values()) {
    if (!owners.has(job.uuid)) verdict.twice.push(`${describe(job)}: nobody was told that it was accepted`);
  }
}

function judgeTasks({ tasks }: FinalFacts, jobs: Map<string, FinalJob>, verdict: Verdict): void {
  const done = new Map<string, number>();
  for (const { jobUuid, status } of tasks) {
    if (status === 'complete') done.set(jobUuid, (done.get(jobUuid) ?? 0) + 1);
  }
  for (const job of jobs.values()) {
    const times = done.get(job.uuid) ?? 0;
    if (times > 1) verdict.twice.push(`${describe(job)}: ${times} tasks`);
    if (times === 0 && job.execution === 'succeeded') verdict.lost.push(`${describe(job)}: succeeded without a task`);
    if (times === 1 && job.execution === 'failed') verdict.disagreements.push(`${describe(job)}: failed, but was done`);
  }
}

/** The machine's jobs in the order in which its node was told to do them. */
function inTurn(jobs: readonly FinalJob[], { tasks }: FinalFacts, verdict: Verdict): FinalJob[] {
  const epochs = new Map(tasks.map(({ jobUuid, epoch }) => [jobUuid, epoch]));
  const told = jobs.filter(({ uuid }) => epochs.has(uuid));
  const turns = [...told].sort((one, other) => (epochs.get(one.uuid) ?? 0) - (epochs.get(other.uuid) ?? 0));
  turns.forEach((job, index) => {
    const admitted = told[index];
    if (admitted && admitted.uuid !== job.uuid)
      verdict.outOfTurn.push(`${describe(job)}: done before ${admitted.uuid}`);
  });
  return turns;
}

/** What succeeded, done in turn on what was there before, is what there is: in the ledger, the VM record and ZFS. */
function judgeMachine(
  { vmUuid, before, ledger, record, zone }: FinalMachine,
  jobs: FinalJob[],
  verdict: Verdict,
): void {
  const disks = new Map(before.disks.map(({ uuid, sizeMib }) => [uuid, sizeMib]));
  for (const job of jobs) {
    if (job.execution !== 'succeeded' || job.diskUuid === null) continue;
    const known = disks.has(job.diskUuid);
    if (known === (job.subtask === 'create_disk')) {
      verdict.disagreements.push(`${describe(job)}: the disk ${known ? 'was there already' : 'was not there'}`);
    }
    if (job.subtask === 'delete_disk') disks.delete(job.diskUuid);
    const told = [...(job.payload?.add_disks ?? []), ...(job.payload?.update_disks ?? [])][0];
    if (told) disks.set(job.diskUuid, told.size);
  }
  const done = listed([...disks].map(([uuid, sizeMib]) => ({ uuid, sizeMib })));
  const disagree = (who: string, says: string, against: string) => {
    if (says !== against) verdict.disagreements.push(`${vmUuid}: ${who} ${says}, but it should be ${against}`);
  };
  disagree('the ledger says', listed(ledger), done);
  disagree('VMAPI says', listed(record), done);
  const sizes = [...disks.values()].sort((one, other) => one - other).join(' ');
  const volumes = (zone?.volumes ?? []).map(({ sizeMib }) => sizeMib).sort((one, other) => one - other);
  disagree('ZFS has', volumes.join(' '), sizes);
  for (const { uuid, state: diskState } of ledger) {
    if (diskState !== 'active') verdict.disagreements.push(`${vmUuid}: disk ${uuid} is ${diskState}`);
  }
}

/** A size that came back is a change made again, unless a failed operation was what had taken it away. */
function judgeSightings(
  { vmUuid }: FinalMachine,
  jobs: readonly FinalJob[],
  returned: Evidence['returned'],
  verdict: Verdict,
): void {
  if (jobs.some(({ execution, subtask }) => execution === 'failed' && subtask !== null)) return;
  for (const one of returned) {
    if (one.vmUuid === vmUuid) verdict.twice.push(`${vmUuid}: a volume of ${one.sizeMib} MiB came back`);
  }
}

function listed(disks: readonly SizedDisk[]): string {
  return disks
    .map(({ uuid, sizeMib }) => `${uuid}:${sizeMib}`)
    .sort()
    .join(' ');
}

function describe({ uuid, vmUuid, task, subtask }: FinalJob): string {
  return `job ${uuid} (${subtask ?? task} of ${vmUuid})`;
}

function state({ uuid, execution, stuckReason }: FinalJob): string {
  return `job ${uuid} is ${stuckReason === null ? execution : `stuck: ${stuckReason}`}`;
}
