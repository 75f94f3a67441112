import fc from 'fast-check';

import { createSnapshot } from './create-snapshot';
import { createVm } from './create-vm';
import { deleteSnapshot } from './delete-snapshot';
import { loadVm } from './load-vm';
import { rollbackSnapshot } from './rollback-snapshot';
import { startVm } from './start-vm';
import { stopVm } from './stop-vm';
import { IMAGE, IMAGE_MIB, makeSimulatedNode, type SimulatedNode, VM } from './testing/simulated-node';
import { faults, vmState } from './testing/vm-state';
import { updateVm } from './update-vm';
import type { VmDisk } from './vm';
import { VmadmError, type VmadmErrorCode } from './vmadm-error';

const MIB = 1024 * 1024;
const BUDGET = 20480;

type Action =
  | { act: 'add'; size: number }
  | { act: 'resize'; which: number; size: number; allowed: boolean }
  | { act: 'remove'; which: number }
  | { act: 'budget'; size: number }
  | { act: 'start' }
  | { act: 'stop' };

const size = fc.integer({ min: 1, max: 8192 });
const which = fc.nat(7);
const diskAction: fc.Arbitrary<Action> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ act: fc.constant('add' as const), size }) },
  {
    weight: 4,
    arbitrary: fc.record({
      act: fc.constant('resize' as const),
      which,
      size: fc.integer({ min: 1, max: 16384 }),
      allowed: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('remove' as const), which }) },
  {
    weight: 2,
    arbitrary: fc.record({ act: fc.constant('budget' as const), size: fc.integer({ min: 1, max: 40960 }) }),
  },
);
const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 8, arbitrary: diskAction },
  { weight: 1, arbitrary: fc.constantFrom<Action>({ act: 'start' }, { act: 'stop' }) },
);

/** The rules of RFD 154, as short as they can be said. Sizes are MiB; a disk is known by its number. */
class Model {
  budget = BUDGET;
  running = false;
  readonly sizes = new Map<number, number>([[0, IMAGE_MIB]]);

  numberOf(index: number): number {
    return [...this.sizes.keys()].sort((a, b) => a - b)[index % this.sizes.size] ?? 0;
  }

  get total(): number {
    return [...this.sizes.values()].reduce((sum, one) => sum + one, 0);
  }

  /** The code of the refusal, or undefined after the change. */
  apply(wish: Action): VmadmErrorCode | undefined {
    switch (wish.act) {
      case 'start':
        if (this.running) return 'AlreadyRunning';
        this.running = true;
        return undefined;
      case 'stop':
        if (!this.running) return 'NotRunning';
        this.running = false;
        return undefined;
      case 'budget':
        if (wish.size < this.budget && this.total > wish.size) return 'InsufficientSpace';
        this.budget = wish.size;
        return undefined;
      case 'add': {
        if (this.running) return 'VmNotStopped';
        if (this.sizes.size === 8) return 'InvalidArgument';
        if (this.total + wish.size > this.budget) return 'InsufficientSpace';
        let free = 0;
        while (this.sizes.has(free)) free++;
        this.sizes.set(free, wish.size);
        return undefined;
      }
      case 'remove':
        if (this.sizes.size === 0) return undefined;
        if (this.running) return 'VmNotStopped';
        this.sizes.delete(this.numberOf(wish.which));
        return undefined;
      case 'resize': {
        if (this.sizes.size === 0) return undefined;
        const disk = this.numberOf(wish.which);
        const growth = wish.size - (this.sizes.get(disk) ?? 0);
        if (growth < 0 && !wish.allowed) return 'InvalidArgument';
        if (growth < 0 && this.running) return 'VmNotStopped';
        if (growth > 0 && this.total + growth > this.budget) return 'InsufficientSpace';
        this.sizes.set(disk, wish.size);
        return undefined;
      }
    }
  }
}

const path = (n: number): string => `/dev/zvol/rdsk/zones/${VM}/disk${n}`;

function perform({ host }: SimulatedNode, wish: Action, model: Model): Promise<unknown> {
  if ('which' in wish && model.sizes.size === 0) return Promise.resolve();
  switch (wish.act) {
    case 'start':
      return startVm(host, VM);
    case 'stop':
      return stopVm(host, VM);
    case 'budget':
      return updateVm(host, VM, { flexible_disk_size: wish.size });
    case 'add':
      return updateVm(host, VM, { add_disks: [{ size: wish.size }] });
    case 'remove':
      return updateVm(host, VM, { remove_disks: [path(model.numberOf(wish.which))] });
    case 'resize': {
      const update = { path: path(model.numberOf(wish.which)), size: wish.size };
      return updateVm(host, VM, { update_disks: [{ ...update, dangerous_allow_shrink: wish.allowed }] });
    }
  }
}

async function codeOf(done: Promise<unknown>): Promise<VmadmErrorCode | undefined> {
  try {
    await done;
    return undefined;
  } catch (error) {
    if (error instanceof VmadmError) return error.code;
    throw error;
  }
}

async function withNode(work: (node: SimulatedNode) => Promise<void>): Promise<void> {
  const node = await makeSimulatedNode();
  try {
    const disks = [{ image_uuid: IMAGE, boot: true }];
    await createVm(node.host, { uuid: VM, brand: 'bhyve', autoboot: false, flexible_disk_size: BUDGET, disks });
    await work(node);
  } finally {
    node.close();
  }
}

test('whatever is asked, the answer is the RFD’s, and every refusal leaves the VM as it was', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(action, { minLength: 1, maxLength: 12 }), (actions) =>
      withNode(async (node) => {
        const model = new Model();
        for (const wish of actions) {
          const before = await vmState(node.host, VM);
          const done = perform(node, wish, model);
          const expected = model.apply(wish);
          expect([wish, await codeOf(done)]).toEqual([wish, expected]);
          const after = await vmState(node.host, VM);
          if (expected) expect(after).toEqual(before);
          expect(faults(after)).toEqual([]);
          const { disks, free_space, flexible_disk_size, state } = await loadVm(node.host, VM);
          const sizes = [...model.sizes].sort(([a], [b]) => a - b);
          expect(disks.map(({ path: at, size: mib }) => [at, mib])).toEqual(sizes.map(([n, mib]) => [path(n), mib]));
          expect({ free_space, flexible_disk_size, state }).toEqual({
            free_space: model.budget - model.total,
            flexible_disk_size: model.budget,
            state: model.running ? 'running' : 'stopped',
          });
        }
      }),
    ),
    { numRuns: 2500 },
  );
}, 590_000);

type Disturbance =
  | Action
  | { act: 'write'; which: number; offset: number; length: number }
  | { act: 'snapshot' | 'forget' | 'roll back'; name: string };

const name = fc.constantFrom('a', 'b');
const disturbance: fc.Arbitrary<Disturbance> = fc.oneof(
  { weight: 3, arbitrary: diskAction },
  {
    weight: 4,
    arbitrary: fc.record({ act: fc.constant('write' as const), which, offset: fc.nat(4096), length: fc.nat(4096) }),
  },
  { weight: 4, arbitrary: fc.record({ act: fc.constantFrom('snapshot' as const, 'forget', 'roll back'), name }) },
);

async function disturb(node: SimulatedNode, wish: Disturbance, disks: readonly VmDisk[]): Promise<void> {
  const { host, zfs } = node;
  const disk = 'which' in wish ? disks[wish.which % disks.length] : undefined;
  switch (wish.act) {
    case 'write': {
      const room = Math.max(0, (disk?.size ?? 0) - wish.offset);
      if (disk?.zfs_filesystem === undefined || room === 0) return;
      return zfs.write(disk.zfs_filesystem, wish.offset * MIB, Math.min(room, wish.length) * MIB);
    }
    case 'snapshot':
      return createSnapshot(host, VM, wish.name);
    case 'forget':
      return deleteSnapshot(host, VM, wish.name);
    case 'roll back':
      await rollbackSnapshot(host, VM, wish.name);
      return stopVm(host, VM);
    case 'remove':
      return disk && updateVm(host, VM, { remove_disks: [disk.path] });
    case 'resize':
      if (!disk) return;
      return updateVm(host, VM, { update_disks: [{ path: disk.path, size: wish.size, dangerous_allow_shrink: true }] });
    case 'add':
      return updateVm(host, VM, { add_disks: [{ size: wish.size }] });
    case 'budget':
      return updateVm(host, VM, { flexible_disk_size: wish.size });
    case 'start':
    case 'stop':
      return;
  }
}

test('with writes and snapshots the space stays right, and `allocatable` is what can be added: not a MiB more or less', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(disturbance, { minLength: 1, maxLength: 12 }), (actions) =>
      withNode(async (node) => {
        for (const wish of actions) {
          const before = await vmState(node.host, VM);
          const { disks: disksBefore } = await loadVm(node.host, VM);
          const code = await codeOf(disturb(node, wish, disksBefore));
          const after = await vmState(node.host, VM);
          if (code && wish.act !== 'roll back') expect(after).toEqual(before);
          expect([wish, faults(after)]).toEqual([wish, []]);

          const { allocatable = 0, free_space = 0, disks } = await loadVm(node.host, VM);
          expect(allocatable).toBeLessThanOrEqual(Math.max(0, free_space));
          if (disks.length >= 8) continue;
          const tooMuch = updateVm(node.host, VM, { add_disks: [{ size: allocatable + 1 }] });
          expect(await codeOf(tooMuch)).toBe('InsufficientSpace');
          if (allocatable === 0) continue;
          await updateVm(node.host, VM, { add_disks: [{ size: allocatable }] });
          expect(faults(await vmState(node.host, VM))).toEqual([]);
          const added = (await loadVm(node.host, VM)).disks.find(({ path: at }) => !disks.some((d) => d.path === at));
          await updateVm(node.host, VM, { remove_disks: [added?.path] });
        }
      }),
    ),
    { numRuns: 250 },
  );
}, 590_000);
