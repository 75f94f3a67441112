import { type Static, Type } from '@sinclair/typebox';
import { PciSlot } from './pci-slot';
import { Uuid } from './uuid';

/** VMAPI DeleteVmDisk: the disk named by id (RFD 154) or by slot (shipped clients). */
export const DeleteVmDiskInput = Type.Object(
  { disk_id: Type.Optional(Uuid), pci_slot: Type.Optional(PciSlot) },
  { additionalProperties: false },
);
export type DeleteVmDiskInput = Static<typeof DeleteVmDiskInput>;
