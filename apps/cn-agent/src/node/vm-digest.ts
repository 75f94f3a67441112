import { createHash } from 'node:crypto';
import type { Vm } from '@triton/vmadm/vm';

/**
 * What of a VM is worth telling when it changes: what VMAPI keeps. Numbers that a writing guest moves all the time
 * (what its snapshots use, what is left) are not: they are read when an operation needs them (RFD 154).
 */
export function vmDigest(vm: Vm): string {
  const { state, ram, vcpus, quota, flexible_disk_size = 0, indestructible_zoneroot = false } = vm;
  const disks = vm.disks.map(({ uuid, path, size, pci_slot, boot, image_uuid }) => {
    return [uuid, path, size, pci_slot, boot, image_uuid];
  });
  const snapshots = vm.snapshots.map(({ name, created_at }) => [name, created_at]);
  const facts = [state, ram, vcpus, quota, flexible_disk_size, indestructible_zoneroot, disks, snapshots];
  return createHash('sha256').update(JSON.stringify(facts)).digest('base64url');
}
