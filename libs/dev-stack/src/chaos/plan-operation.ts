import type { Machine } from '@triton/schemas/machine';
import type { MachineDisk } from '@triton/schemas/disk';
import type { Operation, OperationKind } from './history';
import type { SeededRandom } from './seeded-random';

export type Wish = Pick<Operation, 'kind' | 'diskId' | 'sizeMib'>;

const WHEN_RUNNING: Partial<Record<OperationKind, number>> = { grow: 55, stop: 45 };
const WHEN_STOPPED: Partial<Record<OperationKind, number>> = {
  create: 27,
  grow: 25,
  shrink: 15,
  delete: 18,
  start: 15,
};
const LARGEST_MIB = 24_000;
const SMALLEST_MIB = 64;

/**
 * What to ask of a machine next. Sizes are never used twice on one machine (`used`), so that a size that comes back tells
 * of a change that was made a second time.
 */
export function planOperation(random: SeededRandom, machine: Machine, used: Set<number>): Wish {
  const kind = random.weighted(machine.state === 'running' ? WHEN_RUNNING : WHEN_STOPPED);
  const disks = machine.disks ?? [];
  const spare = disks.filter(({ boot }) => !boot);
  switch (kind) {
    case 'start':
    case 'stop':
      return { kind };
    case 'create':
      return { kind, sizeMib: freshSize(random, SMALLEST_MIB, LARGEST_MIB, used) };
    case 'grow': {
      const disk = random.pick(disks);
      return { kind, diskId: disk.id, sizeMib: freshSize(random, disk.size + 1, disk.size + 4_000, used) };
    }
    case 'shrink':
      return spare.length > 0 ? shrink(random, random.pick(spare), used) : { kind: 'start' };
    case 'delete':
      return spare.length > 0 ? { kind, diskId: random.pick(spare).id } : { kind: 'start' };
  }
}

function shrink(random: SeededRandom, { id, size }: MachineDisk, used: Set<number>): Wish {
  if (size <= SMALLEST_MIB + 100) return { kind: 'delete', diskId: id };
  return { kind: 'shrink', diskId: id, sizeMib: freshSize(random, SMALLEST_MIB, size - 1, used) };
}

function freshSize(random: SeededRandom, least: number, most: number, used: Set<number>): number {
  let sizeMib = random.between(least, most);
  while (used.has(sizeMib)) sizeMib++;
  used.add(sizeMib);
  return sizeMib;
}
