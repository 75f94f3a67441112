import type { FinalFacts, FinalJob } from './final-facts';
import type { Operation } from './history';
import { type Evidence, judgeHistory, type Verdict } from './judge-history';
import { ORDERED_FAILURE } from './ordered-failure';

const VM = 'vm';
const SOUND: Verdict = { lost: [], twice: [], unexplained: [], outOfTurn: [], disagreements: [] };

const job = (uuid: string, more: Partial<FinalJob>): FinalJob => ({
  ...{ uuid, vmUuid: VM, task: 'update', subtask: null, diskUuid: null, payload: null },
  ...{ execution: 'succeeded', reason: null, stuckReason: null, createdMs: 1, finishedMs: 2 },
  ...more,
});
const added = (uuid: string, disk: string, size: number) =>
  job(uuid, { subtask: 'create_disk', diskUuid: disk, payload: { add_disks: [{ uuid: disk, size }] } });
const resized = (uuid: string, disk: string, size: number, more: Partial<FinalJob> = {}) =>
  job(uuid, { subtask: 'resize_disk', diskUuid: disk, payload: { update_disks: [{ uuid: disk, size }] }, ...more });
const removed = (uuid: string, disk: string) => job(uuid, { subtask: 'delete_disk', diskUuid: disk });

/** A run in which a disk was added, grown and another one removed, with nothing wrong. */
function soundRun(): Evidence & {
  operations: Operation[];
  facts: FinalFacts;
  returned: { vmUuid: string; sizeMib: number }[];
} {
  const jobs = [added('j1', 'b', 300), resized('j2', 'b', 400), removed('j3', 'a'), job('j4', { task: 'start' })];
  const disks = [{ uuid: 'b', sizeMib: 400 }];
  const volumes = [{ name: 'zones/vm/disk1', sizeMib: 400, reservedBytes: 1 }];
  return {
    operations: jobs.map(({ uuid }) => ({
      ...{ key: uuid, machineId: VM, kind: 'grow' as const, outcome: 'accepted' as const, jobUuid: uuid, requests: 1 },
    })),
    facts: {
      jobs,
      tasks: jobs.map(({ uuid }, index) => ({ jobUuid: uuid, status: 'complete', epoch: index + 1 })),
      machines: [
        {
          vmUuid: VM,
          before: { disks: [{ uuid: 'a', sizeMib: 200 }] },
          ledger: disks.map((disk) => ({ ...disk, state: 'active' })),
          record: disks,
          zone: { vmUuid: VM, quota: 2, reservation: 2, volumes },
        },
      ],
      leftTickets: 0,
      leftTasks: 0,
    },
    returned: [],
  };
}

/** What a judge finds in a sound run that `plant` has spoilt. */
function judged(plant: (run: ReturnType<typeof soundRun>) => unknown): Verdict {
  const run = soundRun();
  plant(run);
  return judgeHistory(run);
}
const machine = ({ facts }: ReturnType<typeof soundRun>) => facts.machines[0] as FinalFacts['machines'][0];
const failure = (reason: string): Partial<FinalJob> => ({ execution: 'failed', reason });

test('a sound run is found sound', () => {
  expect(judged(() => undefined)).toEqual(SOUND);
});

test('refused requests and ordered failures are as they should be', () => {
  const verdict = judged(({ operations, facts }) => {
    operations.push({
      key: 'r',
      machineId: VM,
      kind: 'create',
      outcome: 'refused',
      requests: 3,
      code: 'InsufficientSpace',
    });
    operations.push({ key: 'f', machineId: VM, kind: 'grow', outcome: 'accepted', requests: 1, jobUuid: 'j5' });
    facts.jobs.push(resized('j5', 'b', 999, failure(`cannot do it: ${ORDERED_FAILURE}`)));
    facts.tasks.push({ jobUuid: 'j5', status: 'failure', epoch: 5 });
  });
  expect(verdict).toEqual(SOUND);
});

test.each<[string, keyof Verdict, (run: ReturnType<typeof soundRun>) => unknown]>([
  ['an accepted operation without a job', 'lost', ({ facts }) => facts.jobs.pop()],
  [
    'a job that never ends',
    'lost',
    ({ facts }) => Object.assign(facts.jobs[3] ?? {}, { finishedMs: null, execution: 'running' }),
  ],
  [
    'a job that is stuck',
    'lost',
    ({ facts }) => Object.assign(facts.jobs[3] ?? {}, { finishedMs: null, stuckReason: 'x' }),
  ],
  [
    'a request that never got an answer',
    'lost',
    ({ operations }) => Object.assign(operations[3] ?? {}, { outcome: 'asking' }),
  ],
  ['success without a task', 'lost', ({ facts }) => facts.tasks.pop()],
  ['one job for two operations', 'lost', ({ operations }) => Object.assign(operations[3] ?? {}, { jobUuid: 'j1' })],
  [
    'a refused operation that was done',
    'twice',
    ({ operations }) => Object.assign(operations[3] ?? {}, { outcome: 'refused' }),
  ],
  ['a second task of a job', 'twice', ({ facts }) => facts.tasks.push({ jobUuid: 'j2', status: 'complete', epoch: 9 })],
  ['a size that came back', 'twice', ({ returned }) => returned.push({ vmUuid: VM, sizeMib: 300 })],
  [
    'a failure that nobody ordered',
    'unexplained',
    ({ facts }) => Object.assign(facts.jobs[3] ?? {}, failure('the ticket is expired')),
  ],
  [
    'a failed job whose task was done',
    'disagreements',
    ({ facts }) => Object.assign(facts.jobs[1] ?? {}, failure(ORDERED_FAILURE)),
  ],
  ['a change done after a later one', 'outOfTurn', ({ facts }) => Object.assign(facts.tasks[1] ?? {}, { epoch: 9 })],
  [
    'a ledger that forgot a growth',
    'disagreements',
    (run) => Object.assign(machine(run).ledger[0] ?? {}, { sizeMib: 300 }),
  ],
  ['a record that has one disk more', 'disagreements', (run) => machine(run).record.push({ uuid: 'a', sizeMib: 200 })],
  [
    'a volume that was not removed',
    'disagreements',
    (run) => machine(run).zone?.volumes.push({ name: 'x', sizeMib: 200, reservedBytes: 0 }),
  ],
  ['a machine that is gone', 'disagreements', (run) => Object.assign(machine(run), { zone: undefined })],
  [
    'a promise that is left',
    'disagreements',
    (run) => Object.assign(machine(run).ledger[0] ?? {}, { state: 'resizing' }),
  ],
  ['a removal of what was gone', 'disagreements', ({ facts }) => Object.assign(facts.jobs[2] ?? {}, { diskUuid: 'c' })],
  ['a ticket that is left', 'disagreements', ({ facts }) => Object.assign(facts, { leftTickets: 1 })],
  ['a task that is left', 'disagreements', ({ facts }) => Object.assign(facts, { leftTasks: 1 })],
])('it finds %s', (_what, where, plant) => {
  expect(judged(plant)[where]).not.toEqual([]);
});
