import type { Started } from '@triton/clients/cloudapi-client';
import type { SizesBySlot } from './expect-disks';
import type { ZoneSpace } from './node-pool';
import type { World } from './world';

/** A change of the disks of a machine that `newSubject` made, told in all the ways that a test of crashes needs. */
export interface DiskOperation {
  start(world: World, machineId: string): Promise<Started>;
  /** The command of the compute node that does it: a regular expression. */
  command(machineId: string): string;
  /** That command has had its effect. */
  isDone(zone: ZoneSpace): boolean;
  after: SizesBySlot;
}

const BEFORE = { '0:4:0': 10240, '0:4:1': 20480, '0:4:2': 5120 };

/** A stopped machine of three disks. */
export function newSubject(world: World): Promise<string> {
  return world.newMachine({ disks: [{}, { size: 20480 }, { size: 5120 }] }, { stopped: true });
}

export const diskOperations = {
  resize: {
    async start(world, id) {
      return world.cloudapi.resizeMachineDisk(id, await world.diskIn(id, '0:4:1'), { size: 30720 });
    },
    command: (id) => `^zfs set .*volsize=.* zones/${id}/disk1$`,
    isDone: ({ volumes }) => volumes.some(({ sizeMib }) => sizeMib === 30720),
    after: { ...BEFORE, '0:4:1': 30720 },
  },
  add: {
    start: (world, id) => world.cloudapi.createMachineDisk(id, { size: 15360 }),
    command: (id) => `^zfs create .* zones/${id}/disk3$`,
    isDone: ({ volumes }) => volumes.length === 4,
    after: { ...BEFORE, '0:4:3': 15360 },
  },
  delete: {
    async start(world, id) {
      return world.cloudapi.deleteMachineDisk(id, await world.diskIn(id, '0:4:2'));
    },
    command: (id) => `^zfs destroy .*zones/${id}/disk2$`,
    isDone: ({ volumes }) => volumes.length === 2,
    after: { '0:4:0': BEFORE['0:4:0'], '0:4:1': BEFORE['0:4:1'] },
  },
} satisfies Record<string, DiskOperation>;
