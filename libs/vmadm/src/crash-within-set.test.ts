import { Zfs } from '@triton/zfs/zfs';
import type { ZfsHost } from '@triton/zfs/zfs-host';

import { convergeAll } from './converge-all';
import { onNode, OPERATIONS } from './testing/crash-operations';
import { VM } from './testing/simulated-node';
import { faults, illegalities, vmState } from './testing/vm-state';
import type { VmadmHost } from './vmadm-host';

/** Where the power goes: in the `command`-th `zfs set` of several properties, after that many of them. */
interface Place {
  command: number;
  properties: number;
}

/** ZFS takes the properties of one `zfs set` one after the other, so a crash may come between two of them. */
class BreakingZfsHost implements ZfsHost {
  /** How many properties each `zfs set` of several had. */
  readonly sets: number[] = [];

  constructor(
    readonly real: ZfsHost,
    readonly place?: Place,
  ) {}

  async zfs(args: string[]) {
    const assignments = args.slice(1, -1);
    if (args[0] !== 'set' || assignments.length < 2) return this.real.zfs(args);
    if (this.sets.push(assignments.length) - 1 !== this.place?.command) return this.real.zfs(args);
    await this.real.zfs(['set', ...assignments.slice(0, this.place.properties), args.at(-1) ?? '']);
    throw new Error('the node lost its power');
  }

  zpool(args: string[]) {
    return this.real.zpool(args);
  }
}

const withZfs = (host: VmadmHost, real: ZfsHost): VmadmHost => ({ ...host, zfs: new Zfs(real) });

test.each(Object.entries(OPERATIONS))(
  '%s: a crash within one zfs set leaves a legal state as well',
  async (_name, operation) => {
    const { before, after, sets } = await onNode(operation, async ({ host, zfs }) => {
      const before = await vmState(host, VM);
      const counting = new BreakingZfsHost(zfs);
      await operation.run(withZfs(host, counting));
      return { before, after: await vmState(host, VM), sets: counting.sets };
    });
    const places = sets.flatMap((count, command) =>
      Array.from({ length: count - 1 }, (_, index): Place => ({ command, properties: index + 1 })),
    );
    for (const place of places) {
      await onNode(operation, async ({ host, zfs }) => {
        const broken = operation.run(withZfs(host, new BreakingZfsHost(zfs, place)));
        await expect(broken).rejects.toThrow('the node lost its power');
        expect([place, illegalities(await vmState(host, VM))]).toEqual([place, []]);
        await convergeAll(host);
        const settled = await vmState(host, VM);
        expect([place, faults(settled)]).toEqual([place, []]);
        expect([JSON.stringify(before), JSON.stringify(after)]).toContain(JSON.stringify(settled));
      });
    }
  },
  60_000,
);
