import { InvalidArgumentError } from '@triton/errors/invalid-argument-error';
import { formatPciSlot, parsePciSlot } from './pci-slot';

export interface SlottedDisk {
  readonly pci_slot?: string | undefined;
  readonly boot?: boolean | undefined;
  /** `disk` (the default) or `cdrom`. */
  readonly media?: string | undefined;
  /** Names the disk in an error. */
  readonly path?: string | undefined;
}

const DEVICES: Readonly<Record<string, number>> = { disk: 4, cdrom: 3 };
const FUNCTIONS = [0, 1, 2, 3, 4, 5, 6, 7];

/**
 * One slot for each disk, in the order given (RFD 154, "VM.js PCI slot assignment for disks"). A disk that has a slot keeps
 * it, as it was written. The others get the first free function of device 4, or of device 3 for a cdrom, the boot disk
 * before all others. Throws InvalidArgument when two disks want one slot or a device is full.
 */
export function assignPciSlots(disks: readonly SlottedDisk[]): string[] {
  const taken = new Map<string, SlottedDisk>();
  for (const disk of disks) {
    if (disk.pci_slot === undefined) continue;
    const slot = formatPciSlot(parsePciSlot(disk.pci_slot));
    const other = taken.get(slot);
    if (other) throw occupied(disk.pci_slot, other, disk);
    taken.set(slot, disk);
  }
  const assigned = new Map<SlottedDisk, string>();
  for (const disk of bootFirst(disks.filter(({ pci_slot }) => pci_slot === undefined))) {
    const slot = firstFree(disk.media ?? 'disk', taken);
    taken.set(slot, disk);
    assigned.set(disk, slot);
  }
  return disks.map((disk) => disk.pci_slot ?? assigned.get(disk) ?? '');
}

function bootFirst(disks: readonly SlottedDisk[]): SlottedDisk[] {
  return [...disks.filter(({ boot }) => boot), ...disks.filter(({ boot }) => !boot)];
}

function firstFree(media: string, taken: ReadonlyMap<string, SlottedDisk>): string {
  const device = DEVICES[media];
  if (device === undefined) {
    throw invalid(
      `VM has no PCI bus or slot assigned for ${media} devices; automatic pci_slot assignment not possible`,
    );
  }
  const slot = FUNCTIONS.map((fn) => formatPciSlot({ bus: 0, device, function: fn })).find((free) => !taken.has(free));
  if (slot === undefined) throw invalid(`VM has more than 8 ${media} devices on PCI device ${device}`);
  return slot;
}

function occupied(slot: string, first: SlottedDisk, second: SlottedDisk): InvalidArgumentError {
  return invalid(`VM has multiple disks in pci_slot "${slot}": "${nameOf(first)}" and "${nameOf(second)}"`);
}

function nameOf(disk: SlottedDisk): string {
  return disk.path ?? 'a new disk';
}

function invalid(message: string): InvalidArgumentError {
  return new InvalidArgumentError(message, [{ field: 'pci_slot', code: 'Invalid', message }]);
}
