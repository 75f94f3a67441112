import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { anyLayoutChange, type LayoutChange, makeChange } from './layout-change';
import { refusal } from './refusal';
import { startWorld } from './start-world';
import type { World } from './world';

/**
 * `LAYOUTS=1000 npx jest apps/e2e/test/random-layouts` takes some minutes and makes others each time; `LAYOUT_SEED=…` makes
 * the same ones again. The few of every day are always the same, or now and then none of them would be of the rare kinds.
 */
const LAYOUTS = Number(process.env.LAYOUTS ?? 48);
const SEED = Number(process.env.LAYOUT_SEED ?? (process.env.LAYOUTS ? Date.now() % 1_000_000 : 154));
/** Machines that change side by side. */
const LANES = 8;
const MOST_DISKS = 8;
/** No budget has so much: the refusal tells what there is. */
const TOO_MUCH_MIB = 1_000_000;

jest.setTimeout(60_000 + LAYOUTS * 2_000);

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.close());

interface Seen {
  layouts: number;
  made: number;
  withSnapshotHold: number;
  full: number;
}

const refusedDisk = (id: string, size: number) => refusal(world.cloudapi.createMachineDisk(id, { size }));

/** The node's own refusal of a disk of that size, asked for behind the back of the ledger. */
async function refusedByNode(id: string, size: number): Promise<unknown> {
  const { server_uuid: serverUuid = '' } = await world.vmapi.getVm(id);
  const command = { idempotencyKey: randomUUID() };
  const task = await world.cnapi.vmUpdate(serverUuid, id, { add_disks: [{ size }] }, command);
  const { status, history } = await world.cnapi.waitTask(task.id);
  return { status, error: history.find(({ name }) => name === 'error')?.event.error };
}

/** Both numbers that the machine advertises, as its next disk is decided by them: with what guests have just written. */
async function advertised(id: string): Promise<{ allocatable: number; freeSpace: number }> {
  const answer = (await refusedDisk(id, TOO_MUCH_MIB)) as unknown as { allocatable: number; free_space: number };
  expect(answer).toEqual({
    status: 409,
    code: 'InsufficientSpace',
    message: expect.stringMatching(/MiB/) as string,
    requested: TOO_MUCH_MIB,
    free_space: expect.any(Number),
    allocatable: expect.any(Number),
  });
  return { allocatable: answer.allocatable, freeSpace: answer.free_space };
}

/** What can be had is exactly what was advertised: not a MiB more, by the ledger or the node, and not one less. */
async function demandExact(id: string, seen: Seen): Promise<void> {
  const { allocatable, freeSpace } = await advertised(id);
  expect(allocatable).toBeLessThanOrEqual(freeSpace);
  expect(await refusedDisk(id, allocatable + 1)).toMatchObject({ status: 409, code: 'InsufficientSpace' });
  expect(await refusedByNode(id, allocatable + 1)).toMatchObject({
    status: 'failure',
    error: { code: 'InsufficientSpace' },
  });
  seen.layouts++;
  if (allocatable < freeSpace) seen.withSnapshotHold++;
  if (allocatable === 0) {
    seen.full++;
    return;
  }
  const { jobUuid, location = '' } = await world.cloudapi.createMachineDisk(id, { size: allocatable });
  await world.succeeded(id, jobUuid);
  const left = { allocatable: 0, free_space: freeSpace - allocatable };
  expect(await world.cloudapi.getMachine(id)).toMatchObject(left);
  const added = location.split('/').at(-1) ?? '';
  const { zfs_filesystem: volume } = (await world.vmapi.getVm(id)).disks.find(({ uuid }) => uuid === added) ?? {};
  const zone = await (await world.poolOf(id)).zoneOf(id);
  expect(zone.volumes.find(({ name }) => name === volume)?.sizeMib).toBe(allocatable);
  expect(zone.reservation).toBe(zone.quota);
  await world.does(id, () => world.cloudapi.deleteMachineDisk(id, added));
}

async function walk(changes: readonly (readonly LayoutChange[])[], seen: Seen): Promise<void> {
  const id = await world.newMachine({ disks: [{}] }, { stopped: true });
  for (const layout of changes) {
    try {
      for (const change of layout) if (await makeChange(world, id, change)) seen.made++;
      const disks = await world.cloudapi.listMachineDisks(id);
      const last = disks.at(-1);
      if (disks.length === MOST_DISKS) await world.does(id, () => world.cloudapi.deleteMachineDisk(id, last?.id ?? ''));
      await demandExact(id, seen);
    } catch (cause) {
      throw new Error(`in a layout of seed ${SEED}, after ${JSON.stringify(layout)}: ${String(cause)}`, { cause });
    }
  }
}

test(`in ${LAYOUTS} random layouts \`allocatable\` is what a new disk then really gets, to the MiB`, async () => {
  const perLane = Math.ceil(LAYOUTS / LANES);
  const layout = fc.array(anyLayoutChange, { minLength: 1, maxLength: 3 });
  const lanes = fc.sample(fc.array(layout, { minLength: perLane, maxLength: perLane }), { numRuns: LANES, seed: SEED });
  const seen: Seen = { layouts: 0, made: 0, withSnapshotHold: 0, full: 0 };
  const ends = await Promise.allSettled(lanes.map((changes) => walk(changes, seen)));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  expect(seen.layouts).toBeGreaterThanOrEqual(LAYOUTS);
  // The walk must be worth something: most changes are made, and the two numbers differ often enough.
  expect(seen.made).toBeGreaterThan(LAYOUTS);
  expect(seen.withSnapshotHold).toBeGreaterThan(LAYOUTS / 20);
  expect(seen.full).toBeLessThan(LAYOUTS / 4);
});
