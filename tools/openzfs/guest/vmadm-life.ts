import { writeFileSync } from 'node:fs';

import { Zfs } from '@triton/zfs/zfs';

import { PatientZfsHost } from './patient-zfs-host';
import { NodeUnderTest, type VmReport } from './node-under-test';
import { writeVolume } from './volume-device';

const MIB = 1024 ** 2;
const VM = '926b8205-4b16-6ec4-f9ad-9883a8c84ce1';
const IMAGE = 'd4c79fef-da87-48e6-8178-f2357b43c293';
const disk = (index: number): string => `/dev/zvol/rdsk/zones/${VM}/disk${index}`;
const sizes = (vm: VmReport): number[] => vm.disks.map(({ size }) => size);

/** The life of a VM's disks by `vmadm`, on the machine's ZFS. After each step RFD 154's formula must hold to the byte. */
async function main([resultFile = '']: string[]): Promise<void> {
  const zfs = new Zfs(new PatientZfsHost());
  await zfs.createVolume(`zones/${IMAGE}`, { volsize: 1024 * MIB, volblocksize: 8192 });
  await writeVolume(`zones/${IMAGE}`, 0, 4 * MIB);
  await zfs.snapshot(`zones/${IMAGE}@final`);

  const node = new NodeUnderTest(zfs, VM);
  const update = (payload: object): string => JSON.stringify(payload);
  const flexible = { brand: 'bhyve', autoboot: false, ram: 1024, flexible_disk_size: 10240 };
  const disks = [{ image_uuid: IMAGE, boot: true }, { size: 2048 }];
  await node.step('create from an image', ['create'], update({ ...flexible, uuid: VM, disks }), (vm) => [
    [sizes(vm), [1024, 2048]],
    [vm.free_space, 7168],
  ]);
  await node.step('add a disk', ['update', VM], update({ add_disks: [{ size: 4096 }] }), (vm) => [
    [sizes(vm), [1024, 2048, 4096]],
    [vm.free_space, 3072],
  ]);
  await node.refused(
    'add more than is free',
    ['update', VM],
    update({ add_disks: [{ size: 3073 }] }),
    'can be allocated',
  );
  await node.step('grow a disk', ['update', VM], update({ update_disks: [{ path: disk(1), size: 3072 }] }), (vm) => [
    [sizes(vm), [1024, 3072, 4096]],
  ]);
  await node.step('grow the image', ['update', VM], update({ update_disks: [{ path: disk(0), size: 2048 }] }), (vm) => [
    [sizes(vm), [2048, 3072, 4096]],
  ]);
  const shrink = { path: disk(2), size: 2048 };
  await node.refused(
    'shrink without the flag',
    ['update', VM],
    update({ update_disks: [shrink] }),
    'Can not shrink disk from 4096 MiB to 2048 MiB',
  );
  await node.step(
    'shrink',
    ['update', VM],
    update({ update_disks: [{ ...shrink, dangerous_allow_shrink: true }] }),
    (vm) => [
      [sizes(vm), [2048, 3072, 2048]],
      [vm.free_space, 3072],
    ],
  );

  await writeVolume(`zones/${VM}/disk1`, 0, 8 * MIB);
  await node.step('snapshot', ['create-snapshot', VM, 'one'], undefined, (vm) => [[vm.snapshots.length, 1]]);
  await writeVolume(`zones/${VM}/disk1`, 0, 8 * MIB);
  await node.step(
    'grow beyond a snapshot',
    ['update', VM],
    update({ update_disks: [{ path: disk(2), size: 4096 }] }),
    (vm) => [
      [sizes(vm), [2048, 3072, 4096]],
      [(vm.free_space ?? 0) < 1024, true],
    ],
  );
  await node.step('roll back', ['rollback-snapshot', VM, 'one'], undefined, (vm) => [
    [sizes(vm), [2048, 3072, 2048]],
    [vm.snapshots.length, 1],
  ]);
  await node.step('delete the snapshot', ['delete-snapshot', VM, 'one'], undefined, (vm) => [
    [vm.snapshots.length, 0],
    [vm.free_space, 3072],
  ]);
  await node.step('stop', ['stop', VM, '-F'], undefined, (vm) => [[vm.state, 'stopped']]);
  await node.step('remove a disk', ['update', VM], update({ remove_disks: [disk(2)] }), (vm) => [
    [sizes(vm), [2048, 3072]],
    [vm.free_space, 5120],
  ]);
  await node.step('raise the budget', ['update', VM], update({ flexible_disk_size: 20480 }), (vm) => [
    [vm.free_space, 15360],
  ]);
  await node.refused(
    'lower it too far',
    ['update', VM],
    update({ flexible_disk_size: 5119 }),
    'disks and snapshots need 5120 MiB',
  );
  await node.step('lower it to what is used', ['update', VM], update({ flexible_disk_size: 5120 }), (vm) => [
    [vm.free_space, 0],
  ]);
  await node.refused('add to a full VM', ['update', VM], update({ add_disks: [{ size: 1 }] }), 'can be allocated');
  await node.gone('delete', ['delete', VM]);
  await zfs.destroy(`zones/${IMAGE}`, { recursive: true });
  writeFileSync(resultFile, JSON.stringify(node.result()));
}

void main(process.argv.slice(2));
