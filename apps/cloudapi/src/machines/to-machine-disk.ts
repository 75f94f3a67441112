import type { MachineDisk, VmDisk } from '@triton/schemas/disk';
import type { Vm } from '@triton/schemas/vm';
import { machineState } from './machine-state';

/**
 * A disk as CloudAPI shows it, in machines and in the disk operations alike (RFD 154, GetMachine). `state` is what is
 * being done to the disk, else the machine's state. Keys that do not apply are absent.
 */
export function toMachineDisk(disk: VmDisk, vm: Pick<Vm, 'state'>): MachineDisk {
  return {
    id: disk.uuid,
    size: disk.size,
    ...(disk.boot ? { boot: true } : {}),
    ...(disk.image_uuid === undefined ? {} : { image: disk.image_uuid }),
    ...(disk.snapshot_size === undefined ? {} : { snapshot_size: disk.snapshot_size }),
    pci_slot: disk.pci_slot,
    ...(disk.block_size === undefined ? {} : { block_size: disk.block_size }),
    state: disk.state === 'active' ? machineState(vm.state) : disk.state,
  };
}
