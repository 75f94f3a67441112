import { createSnapshot } from '../create-snapshot';
import { createVm } from '../create-vm';
import { deleteSnapshot } from '../delete-snapshot';
import { deleteVm } from '../delete-vm';
import { reprovisionVm } from '../reprovision-vm';
import { rollbackSnapshot } from '../rollback-snapshot';
import { updateVm } from '../update-vm';
import type { VmadmErrorCode } from '../vmadm-error';
import type { VmadmHost } from '../vmadm-host';
import { IMAGE, makeSimulatedNode, type SimulatedNode, VM } from './simulated-node';

const disk = (n: number) => `/dev/zvol/rdsk/zones/${VM}/disk${n}`;
const uuidOf = (n: number) => `0000000${n}-0000-4000-8000-000000000000`;
const CREATE = {
  uuid: VM,
  brand: 'bhyve',
  autoboot: false,
  quota: 10,
  flexible_disk_size: 51200,
  disks: [
    { uuid: uuidOf(0), image_uuid: IMAGE, boot: true },
    { uuid: uuidOf(1), size: 20480 },
    { uuid: uuidOf(2), size: 10240 },
  ],
};

/** A change of a VM that may be interrupted, on a node that is made ready for it. */
export interface Operation {
  prepare?(host: VmadmHost): Promise<unknown>;
  run(host: VmadmHost): Promise<unknown>;
  /** How it ends when ZFS is out of space; InsufficientSpace if not said. */
  refusal?: VmadmErrorCode;
}

const prepare = (host: VmadmHost) => createVm(host, CREATE);
const update = (payload: object): Operation => ({ prepare, run: (host) => updateVm(host, VM, payload) });

export const OPERATIONS: Record<string, Operation> = {
  create: { run: (host) => createVm(host, CREATE) },
  'create and start': { run: (host) => createVm(host, { ...CREATE, autoboot: true }) },
  add: update({ add_disks: [{ uuid: uuidOf(3), size: 10240 }] }),
  grow: update({ update_disks: [{ path: disk(1), size: 30720 }] }),
  shrink: update({ update_disks: [{ path: disk(1), size: 10240, dangerous_allow_shrink: true }] }),
  remove: update({ remove_disks: [disk(1)] }),
  'raise the budget': update({ flexible_disk_size: 102400 }),
  'lower the budget': update({ flexible_disk_size: 40960 }),
  'raise the quota': update({ quota: 20 }),
  'lower the quota': update({ quota: 5 }),
  'change to a larger package': update({ flexible_disk_size: 102400, quota: 20, ram: 8192, vcpus: 8 }),
  'change to a smaller package': update({ flexible_disk_size: 40960, quota: 1, ram: 512, vcpus: 1 }),
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
  'create with a larger disk than its image': {
    run: (host) =>
      createVm(host, { ...CREATE, disks: [{ uuid: uuidOf(0), image_uuid: IMAGE, size: 20480, boot: true }] }),
  },
  'grow the disk of an image': update({ update_disks: [{ path: disk(0), size: 20480 }] }),
  snapshot: { prepare, run: (host) => createSnapshot(host, VM, 'now') },
  'delete a snapshot': {
    async prepare(host) {
      await prepare(host);
      await createSnapshot(host, VM, 'before');
    },
    run: (host) => deleteSnapshot(host, VM, 'before'),
    // To destroy takes no space, so ZFS never means it.
    refusal: 'ZfsFailed',
  },
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
export async function onNode<T>(operation: Operation, work: (node: SimulatedNode) => Promise<T>): Promise<T> {
  const node = await makeSimulatedNode();
  try {
    await operation.prepare?.(node.host);
    return await work(node);
  } finally {
    node.close();
  }
}
