import { InvalidArgumentError } from '@triton/errors/invalid-argument-error';

/** A PCI function: where the guest sees a disk. */
export interface PciSlot {
  readonly bus: number;
  readonly device: number;
  readonly function: number;
}

/** Devices of bus 0 that bhyve uses itself: host bridge, NICs, frame buffer and tablet, LPC. */
const RESERVED_DEVICES: readonly number[] = [0, 6, 30, 31];

/** `bus:device:function`, `device:function` or `device`; what is left out is 0. Throws when there is no such slot for a disk. */
export function parsePciSlot(text: string): PciSlot {
  const numbers = /^\d{1,3}(:\d{1,2}){0,2}$/.test(text) ? text.split(':').map(Number) : [];
  const [bus, device, fn = 0] = numbers.length === 3 ? numbers : [0, ...numbers];
  if (bus === undefined || device === undefined || bus > 255 || device > 31 || fn > 7) {
    throw invalid(`pci_slot "${text.slice(0, 64)}" is not valid`);
  }
  if (bus === 0 && RESERVED_DEVICES.includes(device)) {
    throw invalid(`pci_slot "${text}" invalid: PCI device ${device} is reserved`);
  }
  return { bus, device, function: fn };
}

/** The canonical form, the one to compare and to show: `0:4:1`. */
export function formatPciSlot({ bus, device, function: fn }: PciSlot): string {
  return `${bus}:${device}:${fn}`;
}

function invalid(message: string): InvalidArgumentError {
  return new InvalidArgumentError(message, [{ field: 'pci_slot', code: 'Invalid', message }]);
}
