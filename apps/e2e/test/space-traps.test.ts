import { seedData } from '@triton/dev-stack/seed-data';
import { TritonError } from '@triton/errors/triton-error';
import { expectDisks, expectNothingUnderWay } from './expect-disks';
import { refusal } from './refusal';
import { startWorld } from './start-world';
import type { World } from './world';

jest.setTimeout(180_000);

const MIB = 1024 ** 2;
const BUDGET_MIB = seedData.flexiblePackage.quota ?? 0;
const BOOT_MIB = 10_240;
/** Of what is written, at most: ZFS holds the blocks that point to blocks too. */
const METADATA = 0.02;
const SNAPSHOTS = ['name', 'usedbysnapshots'] as const;

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.close());

/** Of all volumes of the machine, in bytes, as ZFS counts it. */
async function usedBySnapshots(id: string): Promise<number> {
  const pool = await world.poolOf(id);
  const rows = await pool.zfs.list(`zones/${id}`, SNAPSHOTS, { types: ['volume'], recursive: true });
  return rows.reduce((total, { usedbysnapshots }) => total + Number(usedbysnapshots), 0);
}

async function reserved(id: string, volume: string): Promise<number> {
  const { volumes } = await (await world.poolOf(id)).zoneOf(id);
  return volumes.find(({ name }) => name === `zones/${id}/${volume}`)?.reservedBytes ?? 0;
}

describe('the trap of the snapshot hold: a snapshot takes room that no `used` property shows yet', () => {
  const DATA_MIB = 20_480;
  const WRITTEN_MIB = 8192;
  const FREE_MIB = BUDGET_MIB - BOOT_MIB - DATA_MIB;

  let id: string;
  let allocatableMib: number;
  beforeAll(async () => {
    id = await world.newMachine({ disks: [{}, { size: DATA_MIB }] }, { stopped: true });
    await (await world.poolOf(id)).write(`zones/${id}/disk1`, 0, WRITTEN_MIB * MIB);
    expect(await world.cloudapi.getMachine(id)).toMatchObject({ free_space: FREE_MIB, allocatable: FREE_MIB });
    await world.does(id, () => world.cloudapi.createMachineSnapshot(id, { name: 'noon' }));
    allocatableMib = (await world.cloudapi.getMachine(id)).allocatable ?? NaN;
  });

  test('what was written is held twice although the snapshot uses nothing: free_space stays, allocatable is less by it', async () => {
    expect(await usedBySnapshots(id)).toBe(0);
    expect(await world.cloudapi.getMachine(id)).toMatchObject({ free_space: FREE_MIB });
    const heldMib = FREE_MIB - allocatableMib;
    expect(heldMib).toBeGreaterThanOrEqual(WRITTEN_MIB);
    expect(heldMib).toBeLessThan(WRITTEN_MIB * (1 + METADATA));
  });

  test('a disk of what the RFD’s formula calls free is refused by us, as ZFS would refuse it', async () => {
    const answer = await refusal(world.cloudapi.createMachineDisk(id, { size: FREE_MIB }));
    const numbers = { requested: FREE_MIB, free_space: FREE_MIB, allocatable: allocatableMib };
    expect(answer).toMatchObject({ status: 409, code: 'InsufficientSpace', ...numbers });
    const byHand = (await world.poolOf(id)).zfs.createVolume(`zones/${id}/disk9`, {
      volsize: FREE_MIB * MIB,
      volblocksize: 8192,
    });
    await expect(byHand).rejects.toMatchObject({ stderr: expect.stringContaining('out of space') });
  });

  test('a disk of one MiB more than allocatable is refused; one of exactly that is made, and then nothing is left', async () => {
    const tooMuch = { size: allocatableMib + 1 };
    expect(await refusal(world.cloudapi.createMachineDisk(id, tooMuch))).toMatchObject({ code: 'InsufficientSpace' });
    await world.does(id, () => world.cloudapi.createMachineDisk(id, { size: allocatableMib }));
    expect(await world.cloudapi.getMachine(id)).toMatchObject({
      free_space: FREE_MIB - allocatableMib,
      allocatable: 0,
    });
    expect(await refusal(world.cloudapi.createMachineDisk(id, { size: 1 }))).toMatchObject({
      code: 'InsufficientSpace',
      allocatable: 0,
    });
  });

  test('a second snapshot of a written disk is refused when there is no room to hold it, and leaves nothing', async () => {
    const pool = await world.poolOf(id);
    await pool.write(`zones/${id}/disk2`, 0, 16 * MIB);
    const again = world.cloudapi.createMachineSnapshot(id, { name: 'later' });
    expect(await refusal(again)).toMatchObject({ status: 409, code: 'InsufficientSpace' });
    const there = await pool.zfs.list(`zones/${id}`, ['name'], { types: ['snapshot'], recursive: true });
    expect(there.filter(({ name }) => name.endsWith('later'))).toEqual([]);
  });

  test('without the snapshot all of free_space can be had again', async () => {
    await world.does(id, () => world.cloudapi.deleteMachineSnapshot(id, 'noon'));
    const leftMib = FREE_MIB - allocatableMib;
    expect(await world.cloudapi.getMachine(id)).toMatchObject({ free_space: leftMib, allocatable: leftMib });
    await world.does(id, () => world.cloudapi.createMachineDisk(id, { size: leftMib }));
    expect(await world.cloudapi.getMachine(id)).toMatchObject({ free_space: 0, allocatable: 0 });
  });
});

describe('the trap of the rollback: it restores `volsize`, and not the reservation', () => {
  const SMALL_MIB = 10_240;
  const LARGE_MIB = 30_720;

  async function newSubject(sizeMib: number): Promise<{ id: string; disk: string }> {
    const id = await world.newMachine({ disks: [{}, { size: sizeMib }] }, { stopped: true });
    const disk = await world.diskIn(id, '0:4:1');
    await world.does(id, () => world.cloudapi.createMachineSnapshot(id, { name: 'before' }));
    return { id, disk };
  }
  const resize = (id: string, disk: string, size: number) =>
    world.does(id, () => world.cloudapi.resizeMachineDisk(id, disk, { size, dangerous_allow_shrink: true }));
  /** The snapshot is still there, and what little it holds with it: the numbers without any disk, less at most a MiB. */
  async function leftMib(id: string, freeMib: number): Promise<number> {
    const { free_space, allocatable = NaN } = await world.cloudapi.getMachine(id);
    expect([freeMib, freeMib - 1]).toContain(free_space);
    expect([freeMib, freeMib - 1]).toContain(allocatable);
    expect(await refusal(world.cloudapi.createMachineDisk(id, { size: allocatable + 1 }))).toMatchObject({
      status: 409,
      code: 'InsufficientSpace',
    });
    return allocatable;
  }
  const rollBack = async (id: string) => world.cloudapi.startMachineFromSnapshot(id, 'before');

  test('after a rollback to a smaller disk the reservation follows, and what that frees can be had to the MiB', async () => {
    const { id, disk } = await newSubject(SMALL_MIB);
    const reservedBefore = await reserved(id, 'disk1');
    await resize(id, disk, LARGE_MIB);
    await world.does(id, () => rollBack(id));
    await world.does(id, () => world.cloudapi.stopMachine(id));
    await expectDisks(world, id, { '0:4:0': BOOT_MIB, '0:4:1': SMALL_MIB });
    expect(await reserved(id, 'disk1')).toBe(reservedBefore);
    const size = await leftMib(id, BUDGET_MIB - BOOT_MIB - SMALL_MIB);
    await world.does(id, () => world.cloudapi.createMachineDisk(id, { size }));
    await expectDisks(world, id, { '0:4:0': BOOT_MIB, '0:4:1': SMALL_MIB, '0:4:2': size });
  });

  test('after a rollback to a larger disk it has its whole reservation again: nobody can take its room', async () => {
    const { id, disk } = await newSubject(LARGE_MIB);
    const reservedBefore = await reserved(id, 'disk1');
    await resize(id, disk, SMALL_MIB);
    expect(await reserved(id, 'disk1')).toBeLessThan(reservedBefore);
    await world.does(id, () => rollBack(id));
    await world.does(id, () => world.cloudapi.stopMachine(id));
    await expectDisks(world, id, { '0:4:0': BOOT_MIB, '0:4:1': LARGE_MIB });
    expect(await reserved(id, 'disk1')).toBe(reservedBefore);
    await leftMib(id, BUDGET_MIB - BOOT_MIB - LARGE_MIB);
  });

  test('a rollback that would break the budget is refused, says why, and changes nothing', async () => {
    const { id, disk } = await newSubject(LARGE_MIB);
    await resize(id, disk, SMALL_MIB);
    const restMib = await leftMib(id, BUDGET_MIB - BOOT_MIB - SMALL_MIB);
    await world.does(id, () => world.cloudapi.createMachineDisk(id, { size: restMib }));
    const seen = async () => [
      await world.cloudapi.listMachineDisks(id),
      (await world.cloudapi.getMachine(id)).allocatable,
      await (await world.poolOf(id)).zoneOf(id),
    ];
    const before = await seen();
    const started = await rollBack(id).catch((err: unknown) => {
      if (err instanceof TritonError) return err;
      throw err;
    });
    if (started instanceof TritonError) expect(started).toMatchObject({ status: 409, code: 'InsufficientSpace' });
    else expect((await world.ended(id, started.jobUuid)).execution).toBe('failed');
    await expectNothingUnderWay(world, id);
    expect(await seen()).toEqual(before);
    expect(await world.cloudapi.listMachineSnapshots(id)).toMatchObject([{ name: 'before' }]);
  });
});
