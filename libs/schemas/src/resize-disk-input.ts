import { type Static, Type } from '@sinclair/typebox';
import { SizeMib } from './disk-size';
import { PciSlot } from './pci-slot';
import { Uuid } from './uuid';

/** CloudAPI ResizeMachineDisk (RFD 154). */
export const ResizeMachineDiskInput = Type.Object(
  {
    size: SizeMib,
    dangerous_allow_shrink: Type.Boolean({
      default: false,
      description: 'Allows a smaller size: the end of the disk is cut off and its data is lost for good.',
    }),
  },
  { additionalProperties: false },
);
export type ResizeMachineDiskInput = Static<typeof ResizeMachineDiskInput>;

/** VMAPI ResizeVmDisk: the same, with the disk named by id (RFD 154) or by slot (shipped clients). */
export const ResizeVmDiskInput = Type.Object(
  { ...ResizeMachineDiskInput.properties, disk_id: Type.Optional(Uuid), pci_slot: Type.Optional(PciSlot) },
  { additionalProperties: false },
);
export type ResizeVmDiskInput = Static<typeof ResizeVmDiskInput>;
