import { seedData } from '@triton/dev-stack/seed-data';
import { TritonError } from '@triton/errors/triton-error';
import { expectDisks, expectNothingUnderWay } from './expect-disks';
import { startWorld } from './start-world';
import { watchSpace } from './watch-space';
import type { World } from './world';

/** `RACE_ROUNDS=200 npx jest apps/e2e/test/last-gib` makes it long. */
const ROUNDS = Number(process.env.RACE_ROUNDS ?? 4);
const CLIENTS = 64;
const BUDGET_MIB = seedData.flexiblePackage.quota ?? 0;
const LEFT_MIB = 1024;
const FILLER_MIB = BUDGET_MIB - 10240 - LEFT_MIB;

jest.setTimeout(60_000 + ROUNDS * 15_000);

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.close());

test(`64 clients race for the last GiB, ${ROUNDS} rounds: exactly as many win as there is room for`, async () => {
  const id = await world.newMachine({ disks: [{}, { size: FILLER_MIB }] }, { stopped: true });
  const watch = await watchSpace(world, id, BUDGET_MIB);
  for (let round = 0; round < ROUNDS; round++) {
    const winners = 1 + (round % 4);
    const size = Math.floor(LEFT_MIB / winners);
    const answers = await Promise.allSettled(
      Array.from({ length: CLIENTS }, () => world.cloudapi.createMachineDisk(id, { size })),
    );
    const won = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
    const refusals = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason as unknown] : []));
    const codes = refusals.map((err) => (err instanceof TritonError ? err.code : String(err)));
    expect([round, won.length, [...new Set(codes)]]).toEqual([round, winners, ['InsufficientSpace']]);
    for (const { jobUuid } of won) await world.succeeded(id, jobUuid);
    const added = won.map((_one, index) => [`0:4:${index + 2}`, size] as const);
    await expectDisks(world, id, { '0:4:0': 10240, '0:4:1': FILLER_MIB, ...Object.fromEntries(added) });
    const gone = won.map(({ location = '' }) => world.cloudapi.deleteMachineDisk(id, location.split('/').at(-1) ?? ''));
    for (const { jobUuid } of await Promise.all(gone)) await world.succeeded(id, jobUuid);
  }
  await expectNothingUnderWay(world, id);
  const { looks, violations } = await watch.stop();
  expect(violations).toEqual([]);
  expect(looks).toBeGreaterThan(ROUNDS);
});
