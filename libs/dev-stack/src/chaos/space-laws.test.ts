import { SizeSightings } from './size-sightings';
import { brokenByLedger, brokenByZone } from './space-laws';
import type { ZoneLook } from './zone-look';

const MIB = 1024 ** 2;
const zone = (sizesMib: number[], more: Partial<ZoneLook> = {}): ZoneLook => ({
  ...{ vmUuid: 'vm', quota: 100 * MIB, reservation: 90 * MIB },
  volumes: sizesMib.map((sizeMib, index) => ({ name: `zones/vm/disk${index}`, sizeMib, reservedBytes: sizeMib * MIB })),
  ...more,
});

test('promises within the budget are lawful, one MiB more is not, nor a ninth disk', () => {
  const look = { vmUuid: 'vm', budgetMib: 100, promisedMib: 100, disks: 8 };
  expect(brokenByLedger(look)).toEqual([]);
  expect(brokenByLedger({ ...look, promisedMib: 101 })).toEqual(['vm: 101 of 100 MiB are promised']);
  expect(brokenByLedger({ ...look, disks: 9 })).toEqual(['vm: 9 disks are promised']);
});

test('a zone keeps Σ volsize ≤ budget and Σ refreservation ≤ reservation ≤ quota', () => {
  expect(brokenByZone(zone([50, 40]), 90)).toEqual([]);
  expect(brokenByZone(zone([50, 41]), 90)).toEqual([
    'vm: volumes of 91 of 90 MiB',
    'vm: volumes reserve 91.0 MiB, the zone 90.0 MiB',
  ]);
  expect(brokenByZone(zone([], { reservation: 101 * MIB }), 90)).toEqual([
    'vm: reservation 101.0 MiB above quota 100.0 MiB',
  ]);
});

test('a size that goes and comes back is noticed; one that stays or moves to another name is not', () => {
  const sightings = new SizeSightings();
  for (const sizes of [
    [10, 20],
    [10, 30],
    [30, 10],
    [30, 40],
  ])
    sightings.see(zone(sizes));
  expect(sightings.returned).toEqual([]);
  sightings.see(zone([20, 40]));
  expect(sightings.returned).toEqual([{ vmUuid: 'vm', sizeMib: 20 }]);
});
