import { type Static, Type } from '@sinclair/typebox';
import { BlockSize } from './block-size';
import { SizeOrRemaining } from './disk-size';
import { PciSlot } from './pci-slot';
import { Uuid } from './uuid';

/** CloudAPI CreateMachineDisk (RFD 154), and beyond it the slot that shipped clients may choose. */
export const CreateMachineDiskInput = Type.Object(
  { size: SizeOrRemaining, pci_slot: Type.Optional(PciSlot), block_size: Type.Optional(BlockSize) },
  { additionalProperties: false },
);
export type CreateMachineDiskInput = Static<typeof CreateMachineDiskInput>;

/** VMAPI CreateVmDisk: "exactly the same input", and the disk's uuid where the caller chose one. */
export const CreateVmDiskInput = Type.Object(
  { ...CreateMachineDiskInput.properties, disk_uuid: Type.Optional(Uuid) },
  { additionalProperties: false },
);
export type CreateVmDiskInput = Static<typeof CreateVmDiskInput>;
