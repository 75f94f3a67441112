import fc from 'fast-check';

import { createSnapshot } from './create-snapshot';
import { createVm } from './create-vm';
import { deleteSnapshot } from './delete-snapshot';
import { deleteVm } from './delete-vm';
import { headroomBytes } from './headroom';
import { readDatasets } from './read-datasets';
import { reprovisionVm } from './reprovision-vm';
import { rollbackSnapshot } from './rollback-snapshot';
import { startVm } from './start-vm';
import { stopVm } from './stop-vm';
import { type Action, anyAction } from './testing/random-actions';
import { IMAGE, makeSimulatedNode, type SimulatedNode, VM } from './testing/simulated-node';
import { numberOfDataset, VmModel } from './testing/vm-model';
import { faults, type VmState } from './testing/vm-state';
import { toVm } from './to-vm';
import { updateVm } from './update-vm';
import type { VmConfig } from './vm-config';
import type { VmDatasets } from './vm-datasets';
import { VmadmError, type VmadmErrorCode } from './vmadm-error';

/** 10,000 take about a minute: `VMADM_RANDOM_OPERATIONS=10000 npx jest random-operations`. */
const OPERATIONS = Number(process.env['VMADM_RANDOM_OPERATIONS'] ?? 1200);
const IN_A_ROW = 40;
const MIB = 1024 * 1024;

const path = (n: number | undefined): string => `/dev/zvol/rdsk/zones/${VM}/disk${n}`;

function create({ host }: SimulatedNode): Promise<string> {
  const disks = [{ image_uuid: IMAGE, boot: true }];
  return createVm(host, { uuid: VM, brand: 'bhyve', autoboot: false, flexible_disk_size: 20_480, disks });
}

async function perform(node: SimulatedNode, action: Action, model: VmModel): Promise<unknown> {
  const { host, zfs } = node;
  switch (action.act) {
    case 'start':
      return startVm(host, VM);
    case 'stop':
      return stopVm(host, VM);
    case 'recreate':
      await deleteVm(host, VM);
      return create(node);
    case 'reprovision':
      return reprovisionVm(host, VM, { image_uuid: IMAGE });
    case 'snapshot':
      return createSnapshot(host, VM, action.name);
    case 'forget':
      return deleteSnapshot(host, VM, action.name);
    case 'roll back':
      return rollbackSnapshot(host, VM, action.name);
    case 'write': {
      const n = model.numberOf(action.which);
      const room = (model.disks.get(n ?? NaN)?.size ?? 0) - action.offset;
      if (room <= 0) return;
      return zfs.write(`zones/${VM}/disk${n}`, action.offset * MIB, Math.min(room, action.length) * MIB);
    }
    case 'update': {
      const there = model.disks.size > 0;
      return updateVm(host, VM, {
        update_disks: (there ? action.resize : []).map(({ which, size, allowed }) => {
          return { path: path(model.numberOf(which)), size, dangerous_allow_shrink: allowed };
        }),
        add_disks: action.add.map((size) => ({ size })),
        remove_disks: (there ? action.remove : []).map((which) => path(model.numberOf(which))),
        flexible_disk_size: action.budget,
        quota: action.quota,
      });
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

interface Seen {
  config: VmConfig;
  datasets: VmDatasets;
}

async function look({ host }: SimulatedNode): Promise<Seen> {
  const config = await host.configs.read(VM);
  if (!config) throw new Error('the VM is gone');
  return { config, datasets: await readDatasets(host, VM, { snapshots: true }) };
}

function stateOf({ config, datasets: { root, volumes } }: Seen): VmState {
  const text = (number = 0): string => String(number);
  const row = { quota: '0', reservation: '0', refquota: '0', volsize: '0', origin: '-', compression: 'off' };
  const rootRow = {
    ...row,
    name: `zones/${VM}`,
    type: 'filesystem',
    quota: text(root?.quota),
    reservation: text(root?.reservation),
    refquota: text(root?.refquota),
    refreservation: text(root?.refreservation),
  };
  const rows = volumes.map(({ dataset, volsize, refreservation }) => {
    return { ...row, name: dataset, type: 'volume', volsize: text(volsize), refreservation: text(refreservation) };
  });
  return { config: { ...config, quota: Math.max(1, config.quota) }, datasets: [rootRow, ...rows] };
}

/** What `vmadm get` says, and what by the model it should. */
function shown({ config, datasets }: Seen) {
  const { disks, free_space, allocatable, flexible_disk_size, quota, state, snapshots } = toVm(config, datasets);
  return {
    disks: disks.map(({ path: at, size, pci_slot }) => [at, size, pci_slot]),
    numbers: { free_space, allocatable, flexible_disk_size, quota },
    state,
    snapshots: snapshots.map(({ name }) => name),
  };
}

function expected(model: VmModel, { root, volumes }: VmDatasets): ReturnType<typeof shown> {
  const inSnapshots = volumes.reduce((total, { usedBySnapshots }) => total + usedBySnapshots, 0) / MIB;
  const free = Math.floor(model.budget - model.total - inSnapshots);
  const headroom = root ? Math.floor(headroomBytes(root) / MIB) : 0;
  const numbers = { flexible_disk_size: model.budget, quota: model.quota };
  return {
    disks: [...model.disks].sort(([a], [b]) => a - b).map(([n, { size, slot }]) => [path(n), size, `0:4:${slot}`]),
    numbers: { free_space: free, allocatable: Math.max(0, Math.min(free, headroom)), ...numbers },
    state: model.running ? 'running' : 'stopped',
    snapshots: model.snapshots.map(({ name }) => name).reverse(),
  };
}

/** After a refusal that only ZFS could foresee the model takes over what is there. */
function follow(model: VmModel, { config, datasets }: Seen): void {
  const { snapshots, volumes } = datasets;
  model.running = config.state === 'running';
  for (const { dataset, volsize } of volumes) {
    const disk = model.disks.get(numberOfDataset(dataset));
    if (disk) disk.size = volsize / MIB;
  }
  const ofRoot = snapshots
    .filter(({ dataset }) => dataset === `zones/${VM}`)
    .map(({ name }) => name.slice('vmsnap-'.length));
  model.snapshots = ofRoot.map((name) => {
    const sizes = snapshots.filter((one) => one.name === `vmsnap-${name}` && one.dataset !== `zones/${VM}`);
    return { name, sizes: new Map(sizes.map(({ dataset, volsize }) => [numberOfDataset(dataset), volsize / MIB])) };
  });
}

/** Commands of ZFS that an operation may take at most: a look at the VM, then as many as there are changes. */
function mostCommands(action: Action, { disks }: VmModel): number {
  switch (action.act) {
    case 'start':
    case 'stop':
    case 'write':
      return 1;
    case 'snapshot':
    case 'forget':
      return 2;
    case 'reprovision':
      return 6;
    case 'recreate':
      return 7;
    case 'roll back':
      return 3 + 2 * (disks.size + 1);
    case 'update': {
      const changes = action.resize.length + action.add.length + action.remove.length;
      // The zone's limits are raised before and lowered after, where there is both; growing a disk takes at most 4.
      return 1 + changes + (changes > 1 ? 2 : 1);
    }
  }
}

test('whatever is done in whatever order, vmadm and the rules of RFD 154 are never out of step', async () => {
  const node = await makeSimulatedNode();
  const counts = { done: 0, refused: 0, unsure: 0 };
  try {
    await fc.assert(
      fc.asyncProperty(fc.array(anyAction, { minLength: IN_A_ROW, maxLength: IN_A_ROW }), async (actions) => {
        await deleteVm(node.host, VM).catch(() => undefined);
        await create(node);
        const model = new VmModel();
        let before = await look(node);
        for (const action of actions) {
          node.commands.length = 0;
          const most = mostCommands(action, model);
          const done = perform(node, action, model);
          const answer = model.apply(action, before.datasets);
          const code = await codeOf(done);
          expect([action, node.commands, node.commands.length <= most || code !== undefined]).toEqual([
            action,
            node.commands,
            true,
          ]);
          const after = await look(node);
          expect([action, faults(stateOf(after))]).toEqual([action, []]);
          if (answer === 'unsure') {
            expect([undefined, 'InsufficientSpace']).toContain(code);
            follow(model, after);
            counts.unsure++;
          } else {
            expect([action, code]).toEqual([action, answer]);
            if (code) expect([action, after]).toEqual([action, before]);
            counts[code ? 'refused' : 'done']++;
          }
          expect([action, shown(after)]).toEqual([action, expected(model, after.datasets)]);
          before = after;
        }
      }),
      { numRuns: Math.ceil(OPERATIONS / IN_A_ROW), endOnFailure: true },
    );
  } finally {
    node.close();
  }
  expect(counts.done + counts.refused + counts.unsure).toBeGreaterThanOrEqual(OPERATIONS);
  // The random walk must be worth something: most of it is neither refused nor left to ZFS.
  expect(counts.done).toBeGreaterThan(OPERATIONS / 3);
  expect(counts.refused).toBeGreaterThan(OPERATIONS / 10);
  expect(counts.unsure).toBeLessThan(OPERATIONS / 8);
}, 600_000);
