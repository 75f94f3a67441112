import { convergeAll } from './converge-all';
import { createSnapshot } from './create-snapshot';
import { createVm } from './create-vm';
import { deleteVm } from './delete-vm';
import { reprovisionVm } from './reprovision-vm';
import { rollbackSnapshot } from './rollback-snapshot';
import { IMAGE, makeSimulatedNode, type SimulatedNode, VM } from './testing/simulated-node';
import { faults, illegalities, type VmState, vmState } from './testing/vm-state';
import { updateVm } from './update-vm';
import type { VmadmHost } from './vmadm-host';

const disk = (n: number) => `/dev/zvol/rdsk/zones/${VM}/disk${n}`;
const uuidOf = (n: number) => `0000000${n}-0000-4000-8000-000000000000`;
const CREATE = {
  uuid: VM,
  brand: 'bhyve',
  autoboot: false,
  flexible_disk_size: 51200,
  disks: [
    { uuid: uuidOf(0), image_uuid: IMAGE, boot: true },
    { uuid: uuidOf(1), size: 20480 },
    { uuid: uuidOf(2), size: 10240 },
  ],
};

interface Operation {
  prepare?(host: VmadmHost): Promise<unknown>;
  run(host: VmadmHost): Promise<unknown>;
}

const prepare = (host: VmadmHost) => createVm(host, CREATE);
const update = (payload: object): Operation => ({ prepare, run: (host) => updateVm(host, VM, payload) });

const OPERATIONS: Record<string, Operation> = {
  create: { run: (host) => createVm(host, CREATE) },
  'create and start': { run: (host) => createVm(host, { ...CREATE, autoboot: true }) },
  add: update({ add_disks: [{ uuid: uuidOf(3), size: 10240 }] }),
  grow: update({ update_disks: [{ path: disk(1), size: 30720 }] }),
  shrink: update({ update_disks: [{ path: disk(1), size: 10240, dangerous_allow_shrink: true }] }),
  remove: update({ remove_disks: [disk(1)] }),
  'raise the budget': update({ flexible_disk_size: 102400 }),
  'lower the budget': update({ flexible_disk_size: 40960 }),
  'raise the quota': update({ quota: 10 }),
  'raise the budget and grow into it': update({
    flexible_disk_size: 102400,
    update_disks: [{ path: disk(1), size: 71680 }],
  }),
  'shrink and lower the budget to what is left': update({
    flexible_disk_size: 30720,
    update_disks: [{ path: disk(1), size: 10240, dangerous_allow_shrink: true }],
  }),
  'remove one and add one, the budget holding both': update({
    remove_disks: [disk(2)],
    add_disks: [{ uuid: uuidOf(3), size: 5120 }],
  }),
  'remove one and add one in its space': update({
    remove_disks: [disk(1)],
    add_disks: [{ uuid: uuidOf(3), size: 30720 }],
  }),
  'shrink one and grow one by that': update({
    update_disks: [
      { path: disk(1), size: 10240, dangerous_allow_shrink: true },
      { path: disk(2), size: 30720, compression: 'lz4' },
    ],
  }),
  delete: { prepare, run: (host) => deleteVm(host, VM) },
  snapshot: { prepare, run: (host) => createSnapshot(host, VM, 'now') },
  reprovision: { prepare, run: (host) => reprovisionVm(host, VM, { image_uuid: IMAGE }) },
  'roll back over a shrink and a growth': {
    async prepare(host) {
      await prepare(host);
      await createSnapshot(host, VM, 'before');
      const update_disks = [
        { path: disk(1), size: 10240, dangerous_allow_shrink: true },
        { path: disk(2), size: 20480 },
      ];
      await updateVm(host, VM, { update_disks });
    },
    run: (host) => rollbackSnapshot(host, VM, 'before'),
  },
};

/** Runs `work` on a fresh node on which the operation is prepared; answers with what `work` answers. */
async function onNode<T>(operation: Operation, work: (node: SimulatedNode) => Promise<T>): Promise<T> {
  const node = await makeSimulatedNode();
  try {
    await operation.prepare?.(node.host);
    return await work(node);
  } finally {
    node.close();
  }
}

const change = /^write|^remove|^zfs (?!list|get)/;

/** The operation without any trouble: the states before and after, and its effects in order. */
async function undisturbed(operation: Operation): Promise<{ before: VmState; after: VmState; effects: string[] }> {
  return onNode(operation, async (node) => {
    const before = await vmState(node.host, VM);
    const effects: string[] = [];
    node.onEffect = (moment, what) => {
      if (change.test(what)) effects.push(`${moment} ${what}`);
    };
    await operation.run(node.host);
    node.onEffect = () => undefined;
    return { before, after: await vmState(node.host, VM), effects };
  });
}

function crashAt(node: SimulatedNode, point: number): void {
  let seen = 0;
  node.onEffect = (_moment, what) => {
    if (change.test(what) && seen++ === point) throw new Error('the node lost its power');
  };
}

describe.each(Object.entries(OPERATIONS))('%s', (_name, operation) => {
  test('a crash before or after any effect leaves a legal state, from which the old or the new one is reached', async () => {
    const { before, after, effects } = await undisturbed(operation);
    expect(faults(after)).toEqual([]);
    expect(effects.length).toBeGreaterThan(3);
    for (const [point, effect] of effects.entries()) {
      await onNode(operation, async (node) => {
        crashAt(node, point);
        await expect(operation.run(node.host)).rejects.toThrow('the node lost its power');
        node.onEffect = () => undefined;
        const broken = await vmState(node.host, VM);
        expect([effect, illegalities(broken)]).toEqual([effect, []]);
        await convergeAll(node.host);
        const settled = await vmState(node.host, VM);
        expect([effect, faults(settled)]).toEqual([effect, []]);
        expect([JSON.stringify(before), JSON.stringify(after)]).toContain(JSON.stringify(settled));
      });
    }
  }, 60_000);

  test('a second crash while the first is being settled does no harm either', async () => {
    const { before, after, effects } = await undisturbed(operation);
    const half = Math.floor(effects.length / 2);
    for (let second = 0; ; second++) {
      const crashed = await onNode(operation, async (node) => {
        crashAt(node, half);
        await expect(operation.run(node.host)).rejects.toThrow('the node lost its power');
        crashAt(node, second);
        let again = false;
        const host = { ...node.host, onTrouble: () => (again = true) };
        await convergeAll(host);
        node.onEffect = () => undefined;
        expect(illegalities(await vmState(node.host, VM))).toEqual([]);
        await convergeAll(node.host);
        const settled = await vmState(node.host, VM);
        expect([JSON.stringify(before), JSON.stringify(after)]).toContain(JSON.stringify(settled));
        return again;
      });
      if (!crashed) break;
    }
  }, 60_000);

  test('a refusal of ZFS at any command is an error, and nothing is half done', async () => {
    const { before, effects } = await undisturbed(operation);
    const commands = effects.filter((effect) => effect.startsWith('before zfs'));
    for (const [skip, command] of commands.entries()) {
      await onNode(operation, async (node) => {
        const stderr = "cannot set property for 'zones': size is greater than available space\n";
        node.zfs.orderFault({ match: change.source, skip, action: 'fail', stderr });
        const refused = operation.run(node.host);
        await expect(refused).rejects.toMatchObject({ name: 'VmadmError', code: 'InsufficientSpace' });
        const state = await vmState(node.host, VM);
        expect([command, faults(state)]).toEqual([command, []]);
        // What was truncated or destroyed can not be brought back; all else must be.
        const lost = commands.slice(0, skip).some((done) => /destroy|rollback|volsize=10737418240/.test(done));
        if (!lost) expect(state).toEqual(before);
      });
    }
  }, 60_000);
});
