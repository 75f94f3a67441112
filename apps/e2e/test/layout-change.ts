import type { Started } from '@triton/clients/cloudapi-client';
import { TritonError } from '@triton/errors/triton-error';
import fc from 'fast-check';
import type { World } from './world';

const MIB = 1024 ** 2;
const PACKAGES = ['b4-highcpu-bhyve-3.75g', 'b4-highcpu-bhyve-7.5g'] as const;

/** Something that makes another layout of a machine's space. Sizes are MiB; `which` counts disks, modulo how many there are. */
export type LayoutChange =
  | { change: 'add'; size: number }
  | { change: 'resize'; which: number; size: number }
  | { change: 'remove'; which: number }
  | { change: 'write'; which: number; offset: number; length: number }
  | { change: 'snapshot' | 'forget' | 'roll back'; name: string }
  | { change: 'package'; name: (typeof PACKAGES)[number] };

const which = fc.nat(7);
const size = fc.oneof(fc.integer({ min: 1, max: 64 }), fc.integer({ min: 1, max: 40_960 }));
const name = fc.constantFrom('a', 'b', 'c');

export const anyLayoutChange: fc.Arbitrary<LayoutChange> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ change: fc.constant('add' as const), size }) },
  { weight: 4, arbitrary: fc.record({ change: fc.constant('resize' as const), which, size }) },
  { weight: 2, arbitrary: fc.record({ change: fc.constant('remove' as const), which }) },
  {
    weight: 6,
    arbitrary: fc.record({
      change: fc.constant('write' as const),
      which,
      offset: fc.nat(16_384),
      length: fc.integer({ min: 1, max: 8192 }),
    }),
  },
  { weight: 5, arbitrary: fc.record({ change: fc.constantFrom('snapshot' as const, 'forget', 'roll back'), name }) },
  { weight: 1, arbitrary: fc.record({ change: fc.constant('package' as const), name: fc.constantFrom(...PACKAGES) }) },
);

/**
 * Makes the change through CloudAPI, or as a guest that writes; returns when it has ended. False: it was refused (`409`, or
 * `404` for a snapshot that is not there), or its job failed and was undone, as that of a rollback that does not fit.
 */
export async function makeChange(world: World, machineId: string, wanted: LayoutChange): Promise<boolean> {
  const { cloudapi } = world;
  const ends = async (start: () => Promise<Started>): Promise<boolean> => {
    const started = await start().catch((err: unknown) => {
      if (err instanceof TritonError && (err.status === 409 || err.status === 404)) return undefined;
      throw err;
    });
    return started !== undefined && (await world.ended(machineId, started.jobUuid)).execution === 'succeeded';
  };
  const disks = await cloudapi.listMachineDisks(machineId);
  const disk = 'which' in wanted ? disks[wanted.which % disks.length] : undefined;
  switch (wanted.change) {
    case 'add':
      return ends(() => cloudapi.createMachineDisk(machineId, { size: wanted.size }));
    case 'resize':
      return ends(() =>
        cloudapi.resizeMachineDisk(machineId, disk?.id ?? '', { size: wanted.size, dangerous_allow_shrink: true }),
      );
    case 'remove':
      return ends(() => cloudapi.deleteMachineDisk(machineId, disk?.id ?? ''));
    case 'snapshot':
      return ends(() => cloudapi.createMachineSnapshot(machineId, { name: wanted.name }));
    case 'forget':
      return ends(() => cloudapi.deleteMachineSnapshot(machineId, wanted.name));
    case 'package':
      return ends(() => cloudapi.resizeMachine(machineId, wanted.name));
    case 'roll back': {
      const done = await ends(() => cloudapi.startMachineFromSnapshot(machineId, wanted.name));
      if (done) await world.does(machineId, () => cloudapi.stopMachine(machineId));
      return done;
    }
    case 'write': {
      const { disks: known } = await world.vmapi.getVm(machineId);
      const { zfs_filesystem: volume } = known.find(({ uuid }) => uuid === disk?.id) ?? {};
      const room = (disk?.size ?? 0) - wanted.offset;
      if (volume === undefined || room <= 0) return false;
      await (await world.poolOf(machineId)).write(volume, wanted.offset * MIB, Math.min(room, wanted.length) * MIB);
      return true;
    }
  }
}
