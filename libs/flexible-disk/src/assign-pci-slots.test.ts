import fc from 'fast-check';

import { assignPciSlots } from './assign-pci-slots';
import { formatPciSlot, parsePciSlot } from './pci-slot';

test('RFD 154, PCI slots: three disks take 0:4:0, 0:4:1 and 0:4:2', () => {
  expect(assignPciSlots([{ boot: true }, {}, {}])).toEqual(['0:4:0', '0:4:1', '0:4:2']);
});

test('RFD 154, PCI slots: after the middle disk is gone the others stay, and the next disk gets 0:4:1', () => {
  const left = [{ boot: true, pci_slot: '0:4:0' }, { pci_slot: '0:4:2' }];
  expect(assignPciSlots(left)).toEqual(['0:4:0', '0:4:2']);
  expect(assignPciSlots([...left, {}])).toEqual(['0:4:0', '0:4:2', '0:4:1']);
});

test('the boot disk takes the first function wherever it stands in the list', () => {
  expect(assignPciSlots([{}, { boot: true }, {}])).toEqual(['0:4:1', '0:4:0', '0:4:2']);
});

test('cdroms are on device 3', () => {
  expect(assignPciSlots([{ boot: true }, { media: 'cdrom' }, { media: 'cdrom' }, { media: 'disk' }])).toEqual([
    '0:4:0',
    '0:3:0',
    '0:3:1',
    '0:4:1',
  ]);
});

test('a slot is kept as it was written, and still counts as taken', () => {
  expect(assignPciSlots([{ pci_slot: '4:0' }, {}])).toEqual(['4:0', '0:4:1']);
});

test('two disks in one slot are refused, both named', () => {
  const disks = [{ pci_slot: '0:4:1', path: '/dev/zvol/rdsk/zones/u/disk1' }, { pci_slot: '4:1' }];
  expect(() => assignPciSlots(disks)).toThrow(
    'VM has multiple disks in pci_slot "4:1": "/dev/zvol/rdsk/zones/u/disk1" and "a new disk"',
  );
});

test('the ninth disk finds no slot, the ninth cdrom neither', () => {
  const nine = Array.from({ length: 9 }, () => ({}));
  expect(assignPciSlots(nine.slice(1))).toHaveLength(8);
  expect(() => assignPciSlots(nine)).toThrow('VM has more than 8 disk devices on PCI device 4');
  expect(() => assignPciSlots(nine.map(() => ({ media: 'cdrom' })))).toThrow(
    'VM has more than 8 cdrom devices on PCI device 3',
  );
  expect(() => assignPciSlots([{ media: 'tape' }])).toThrow(/for tape devices/);
});

test('no two disks share a slot, and nobody who has a slot moves', () => {
  const slot = fc.option(fc.nat(7), { nil: undefined });
  const disks = fc.array(fc.record({ slot, boot: fc.boolean(), cdrom: fc.boolean() }), { maxLength: 8 });
  fc.assert(
    fc.property(disks, (wishes) => {
      const fixed = new Set<number>();
      const list = wishes.map(({ slot: fn, boot, cdrom }) => {
        const free = fn !== undefined && !fixed.has(fn);
        if (free) fixed.add(fn);
        return { boot, media: cdrom && !free ? 'cdrom' : 'disk', pci_slot: free ? `0:4:${fn}` : undefined };
      });
      const slots = assignPciSlots(list).map((text) => formatPciSlot(parsePciSlot(text)));
      expect(new Set(slots).size).toBe(list.length);
      list.forEach((disk, index) => expect([undefined, slots[index]]).toContain(disk.pci_slot));
    }),
  );
});
