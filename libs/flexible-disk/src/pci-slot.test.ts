import fc from 'fast-check';

import { formatPciSlot, parsePciSlot } from './pci-slot';

test.each([
  ['0:4:1', '0:4:1'],
  ['4:1', '0:4:1'],
  ['5', '0:5:0'],
  ['255:31:7', '255:31:7'],
  ['0:04:1', '0:4:1'],
])('%s is slot %s', (text, canonical) => {
  expect(formatPciSlot(parsePciSlot(text))).toBe(canonical);
});

test.each(['', ':', '4:', '4:8', '0:32:0', '256:4:0', '0:4:0:0', '-1:4:0', '0x4:0', '4.1', ' 4:1', '4:1\n', '٤:1'])(
  '%j is no slot',
  (text) => {
    expect(() => parsePciSlot(text)).toThrow(
      expect.objectContaining({ code: 'InvalidArgument', message: `pci_slot "${text}" is not valid` }),
    );
  },
);

test.each([0, 6, 30, 31])('device %i of bus 0 belongs to bhyve', (device) => {
  const text = `0:${device}:1`;
  expect(() => parsePciSlot(text)).toThrow(`pci_slot "${text}" invalid: PCI device ${device} is reserved`);
  expect(parsePciSlot(`1:${device}:1`)).toEqual({ bus: 1, device, function: 1 });
});

test('a long text is not echoed whole', () => {
  expect(() => parsePciSlot('9'.repeat(100_000))).toThrow(/^pci_slot ".{1,64}" is not valid$/);
});

test('the canonical form reads back as the same slot', () => {
  const slots = fc.record({ bus: fc.integer({ min: 1, max: 255 }), device: fc.nat(31), function: fc.nat(7) });
  fc.assert(fc.property(slots, (slot) => expect(parsePciSlot(formatPciSlot(slot))).toEqual(slot)));
});
