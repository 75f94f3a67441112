import type { Started } from '@triton/clients/cloudapi-client';
import { seedData } from '@triton/dev-stack/seed-data';
import { TritonError } from '@triton/errors/triton-error';
import { expectDisks, expectNothingUnderWay } from './expect-disks';
import { startWorld } from './start-world';
import { watchSpace } from './watch-space';
import type { World } from './world';

jest.setTimeout(180_000);

const BUDGET_MIB = seedData.flexiblePackage.quota ?? 0;
const RACERS = 32;

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.close());

interface Race {
  won: Started[];
  /** The code and status of each refusal. */
  lost: string[];
}

/** Sends all requests at once, and returns when every one is answered and every operation begun has succeeded. */
async function race(machineId: string, requests: readonly (() => Promise<Started>)[]): Promise<Race> {
  const answers = await Promise.allSettled(requests.map((request) => request()));
  const won = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
  const lost = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason as unknown] : []));
  await Promise.all(won.map(({ jobUuid }) => world.succeeded(machineId, jobUuid)));
  return { won, lost: lost.map((err) => (err instanceof TritonError ? `${err.status} ${err.code}` : String(err))) };
}

const timesOver = <T>(count: number, what: T): T[] => Array.from({ length: count }, () => what);

test.each([
  ['all of the space', 23040, 4, 0],
  ['all but what is too little for one more', 20480, 4, 10240],
  ['far more than eight disks', 10240, 7, 20480],
])('of 32 concurrent adds for %s exactly those win that there is room for', async (_what, size, winners, leftMib) => {
  const id = await world.newMachine({ disks: [{}] }, { stopped: true });
  const [image] = (await world.vmapi.getVm(id)).disks;
  const pool = await world.poolOf(id);
  const watch = await watchSpace(world, id, BUDGET_MIB);
  const { won, lost } = await race(
    id,
    timesOver(RACERS, () => world.cloudapi.createMachineDisk(id, { size })),
  );
  await expectNothingUnderWay(world, id);
  const { looks, violations } = await watch.stop();

  expect(won).toHaveLength(winners);
  // Where the eighth disk is what there is no room for, that is the reason.
  const reason = winners === 7 ? '409 InvalidArgument' : '409 InsufficientSpace';
  expect(lost).toEqual(timesOver(RACERS - winners, reason));
  expect(violations).toEqual([]);
  expect(looks).toBeGreaterThan(winners);

  const added = Array.from({ length: winners }, (_, index) => [`0:4:${index + 1}`, size]);
  await expectDisks(world, id, { '0:4:0': 10240, ...(Object.fromEntries(added) as Record<string, number>) });
  expect(await world.cloudapi.getMachine(id)).toMatchObject({ free_space: leftMib });

  // Losers leave nothing behind: no job, no disk of theirs was ever known, no volume, no snapshot.
  const jobs = await world.vmapi.listVmJobs(id);
  expect(jobs.filter(({ name }) => name.startsWith('create-disk'))).toHaveLength(winners);
  expect(new Set(jobs.map(({ execution }) => execution))).toEqual(new Set(['succeeded']));
  const winningDisks = won.map(({ location = '' }) => location.split('/').at(-1) ?? '');
  expect((await world.records.diskUuidsEverUsed(id)).sort()).toEqual([image?.uuid ?? '', ...winningDisks].sort());
  expect(await pool.zfs.listSnapshots(`zones/${id}`, ['name'])).toEqual([]);
});

test('adds, growth of three disks, shrinking and removal at once never exceed the budget, and agree in the end', async () => {
  const disks = [{}, { size: 10240 }, { size: 10240 }, { size: 10240 }, { size: 20480 }, { size: 20480 }];
  const id = await world.newMachine({ disks }, { stopped: true });
  const slots = await Promise.all([1, 2, 3, 4, 5].map((slot) => world.diskIn(id, `0:4:${slot}`)));
  const [first = '', second = '', third = '', shrinking = '', leaving = ''] = slots;
  const watch = await watchSpace(world, id, BUDGET_MIB);
  const { won, lost } = await race(id, [
    ...[first, second, third].flatMap((disk) =>
      timesOver(6, () => world.cloudapi.resizeMachineDisk(id, disk, { size: 20480 })),
    ),
    ...timesOver(4, () =>
      world.cloudapi.resizeMachineDisk(id, shrinking, { size: 5120, dangerous_allow_shrink: true }),
    ),
    ...timesOver(4, () => world.cloudapi.deleteMachineDisk(id, leaving)),
    ...timesOver(6, () => world.cloudapi.createMachineDisk(id, { size: 10240 })),
  ]);
  await expectNothingUnderWay(world, id);
  const { violations } = await watch.stop();
  expect(violations).toEqual([]);
  expect(won.length + lost.length).toBe(RACERS);
  // Refused for a reason a user can act on, never by an accident of ours.
  for (const reason of lost) expect(reason).toMatch(/^(409|404) [A-Z]/);
  const { disks: left } = await world.vmapi.getVm(id);
  await expectDisks(world, id, Object.fromEntries(left.map(({ pci_slot, size }) => [pci_slot, size])));
});

test('an add repeated 16 times at once with one Idempotency-Key adds one disk', async () => {
  const id = await world.newMachine({ disks: [{}] }, { stopped: true });
  const idempotencyKey = 'race-of-one';
  const { won } = await race(
    id,
    timesOver(16, () => world.cloudapi.createMachineDisk(id, { size: 1024 }, { idempotencyKey })),
  );
  expect(won).toHaveLength(16);
  expect(new Set(won.map(({ jobUuid }) => jobUuid)).size).toBe(1);
  await expectDisks(world, id, { '0:4:0': 10240, '0:4:1': 1024 });
});
