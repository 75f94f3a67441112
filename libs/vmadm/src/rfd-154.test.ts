import { createVm } from './create-vm';
import { loadVm } from './load-vm';
import { IMAGE, makeSimulatedNode, type SimulatedNode, VM } from './testing/simulated-node';
import { updateVm } from './update-vm';

const DISK0 = `/dev/zvol/rdsk/zones/${VM}/disk0`;
const MIB = 1024 * 1024;

let node: SimulatedNode;
beforeEach(async () => {
  node = await makeSimulatedNode();
});
afterEach(() => node.close());

/** quota, reservation and what RFD 154's formula gives for them, from ZFS's own numbers. */
async function quotaFacts(): Promise<{ quota: number; reservation: number; formula: number }> {
  const vm = await loadVm(node.host, VM);
  const { quota, reservation } = await node.host.zfs.getNumbers(`zones/${VM}`, ['quota', 'reservation']);
  const volumes = await node.host.zfs.listVolumes(`zones/${VM}`, ['volsize', 'refreservation']);
  const sum = (name: 'volsize' | 'refreservation') => volumes.reduce((total, row) => total + Number(row[name]), 0);
  const formula = (vm.quota * 1024 + (vm.flexible_disk_size ?? 0)) * MIB + sum('refreservation') - sum('volsize');
  return { quota, reservation, formula };
}

const create = (payload: object) =>
  createVm(node.host, { uuid: VM, brand: 'bhyve', autoboot: false, flexible_disk_size: 307200, ...payload });

describe('RFD 154, "VM.js: overriding image size in payload"', () => {
  test('a clone of an image is grown to the size of the payload', async () => {
    await create({ disks: [{ image_uuid: IMAGE, size: 204800, boot: true }] });
    const { disks } = await loadVm(node.host, VM);
    expect(disks).toEqual([
      {
        path: DISK0,
        uuid: expect.stringMatching(/^[0-9a-f-]{36}$/),
        boot: true,
        model: 'virtio',
        media: 'disk',
        pci_slot: '0:4:0',
        image_uuid: IMAGE,
        image_size: 10240,
        zfs_filesystem: `zones/${VM}/disk0`,
        zpool: 'zones',
        size: 204800,
        refreservation: 211209,
        block_size: 8192,
        compression: 'off',
      },
    ]);
    expect(await node.host.zfs.get(`zones/${VM}/disk0`, ['origin'])).toEqual({ origin: `zones/${IMAGE}@final` });
  });

  test('without a size the disk is as large as its image', async () => {
    await create({ disks: [{ image_uuid: IMAGE, boot: true }] });
    expect((await loadVm(node.host, VM)).disks[0]).toMatchObject({ size: 10240, refreservation: 10563 });
  });
});

describe('RFD 154, "VM.js: Resize with update_disks"', () => {
  beforeEach(() => create({ disks: [{ image_uuid: IMAGE, boot: true }] }));

  test('a disk grows, and must not shrink by a slip', async () => {
    await updateVm(node.host, VM, { update_disks: [{ path: DISK0, size: 102400 }] });
    expect((await loadVm(node.host, VM)).disks[0]?.size).toBe(102400);
    await expect(updateVm(node.host, VM, { update_disks: [{ path: DISK0, size: 20480 }] })).rejects.toThrow(
      /^Can not shrink disk from 102400 MiB to 20480 MiB$/,
    );
    expect((await loadVm(node.host, VM)).disks[0]?.size).toBe(102400);
  });

  test('dangerous_allow_shrink lets it shrink and is not stored', async () => {
    const update_disks = [{ path: DISK0, size: 5120, dangerous_allow_shrink: true }];
    await updateVm(node.host, VM, { update_disks });
    expect((await loadVm(node.host, VM)).disks[0]?.size).toBe(5120);
    expect(JSON.stringify(await node.host.configs.read(VM))).not.toContain('shrink');
  });

  test('the misspelt dangrous_allow_shrink of the RFD is refused by name', async () => {
    const update_disks = [{ path: DISK0, size: 5120, dangrous_allow_shrink: true }];
    await expect(updateVm(node.host, VM, { update_disks })).rejects.toThrow(/update_disks\.0\.dangrous_allow_shrink/);
    expect((await loadVm(node.host, VM)).disks[0]?.size).toBe(10240);
  });
});

test('RFD 154, "VM.js PCI slot assignment for disks": removing the middle disk moves nobody, the next disk fills the gap', async () => {
  const slots = async () => (await loadVm(node.host, VM)).disks.map(({ path, pci_slot }) => [path.slice(-5), pci_slot]);
  await create({ disks: [{ image_uuid: IMAGE, boot: true }, { size: 1024 }, { size: 2048 }] });
  expect(await slots()).toEqual([
    ['disk0', '0:4:0'],
    ['disk1', '0:4:1'],
    ['disk2', '0:4:2'],
  ]);
  await updateVm(node.host, VM, { remove_disks: [DISK0.replace('disk0', 'disk1')] });
  expect(await slots()).toEqual([
    ['disk0', '0:4:0'],
    ['disk2', '0:4:2'],
  ]);
  await updateVm(node.host, VM, { add_disks: [{ size: 512 }] });
  expect(await slots()).toEqual([
    ['disk0', '0:4:0'],
    ['disk1', '0:4:1'],
    ['disk2', '0:4:2'],
  ]);
});

test('RFD 154, "Calculation of ZFS space": quota and reservation follow the formula after each kind of change', async () => {
  await create({ flexible_disk_size: 102400, disks: [{ image_uuid: IMAGE, boot: true }, { size: 20480 }] });
  expect(await quotaFacts()).toEqual({ quota: 109460062208, reservation: 109460062208, formula: 109460062208 });
  const [, disk1] = (await loadVm(node.host, VM)).disks;
  // MiB: quota + flexible size + the metadata of each disk.
  const changes: [object, number][] = [
    [{ add_disks: [{ size: 71680 }] }, 1024 + 102400 + 322.5 + 642.75 + 2244.25],
    [{ remove_disks: [disk1?.uuid] }, 1024 + 102400 + 322.5 + 2244.25],
    [{ update_disks: [{ path: DISK0, size: 30720 }] }, 1024 + 102400 + 963 + 2244.25],
    [{ update_disks: [{ path: DISK0, size: 10240, dangerous_allow_shrink: true }] }, 1024 + 102400 + 322.5 + 2244.25],
    [{ flexible_disk_size: 204800 }, 1024 + 204800 + 322.5 + 2244.25],
    [{ quota: 10 }, 10240 + 204800 + 322.5 + 2244.25],
    [{ flexible_disk_size: 81920, quota: 1 }, 1024 + 81920 + 322.5 + 2244.25],
  ];
  for (const [payload, mib] of changes) {
    const bytes = mib * MIB;
    await updateVm(node.host, VM, payload);
    expect([payload, await quotaFacts()]).toEqual([payload, { quota: bytes, reservation: bytes, formula: bytes }]);
  }
});

test('RFD 154, "How much space can be allocated": flexible_disk_size less sizes less snapshots, and no more', async () => {
  await create({ flexible_disk_size: 102400, disks: [{ image_uuid: IMAGE, boot: true }, { size: 20480 }] });
  expect(await loadVm(node.host, VM)).toMatchObject({ free_space: 71680, allocatable: 71680 });
  await expect(updateVm(node.host, VM, { add_disks: [{ size: 71681 }] })).rejects.toMatchObject({
    code: 'InsufficientSpace',
    facts: { requested: 71681, free_space: 71680, allocatable: 71680 },
  });
  await updateVm(node.host, VM, { add_disks: [{ size: 71680 }] });
  expect(await loadVm(node.host, VM)).toMatchObject({ free_space: 0, allocatable: 0 });
});
