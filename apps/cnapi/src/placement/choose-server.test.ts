import fc from 'fast-check';
import { type Candidate, chooseServer } from './choose-server';

const candidate = fc.record({
  uuid: fc.uuid(),
  running: fc.boolean(),
  setup: fc.boolean(),
  reserved: fc.boolean(),
  bhyveCapable: fc.boolean(),
  freeDiskMib: fc.option(fc.integer({ min: -100, max: 1000 })),
  freeRamMib: fc.option(fc.integer({ min: -100, max: 1000 })),
  wanted: fc.record({
    diskMib: fc.integer({ min: 1, max: 800 }),
    ramMib: fc.integer({ min: 1, max: 800 }),
    cpu: fc.nat(),
  }),
});
const candidates = fc.uniqueArray(candidate, { selector: ({ uuid }) => uuid, maxLength: 12 });

function canHold({ running, setup, reserved, bhyveCapable, freeDiskMib, freeRamMib, wanted }: Candidate): boolean {
  const enough = (freeDiskMib ?? -1) >= wanted.diskMib && (freeRamMib ?? -1) >= wanted.ramMib;
  return running && setup && !reserved && bhyveCapable && enough;
}

test('a server is chosen exactly when one can hold the VM, and it is one with the most free disk', () => {
  fc.assert(
    fc.property(candidates, (all) => {
      const able = all.filter(canHold);
      const { chosen, remaining, refused } = chooseServer(all);
      expect([...remaining].sort()).toEqual(able.map(({ uuid }) => uuid).sort());
      expect(refused.size).toBe(all.length - able.length);
      const most = Math.max(...able.map(({ freeDiskMib }) => freeDiskMib ?? 0));
      const found = all.find(({ uuid }) => uuid === chosen);
      expect(found?.freeDiskMib).toBe(able.length > 0 ? most : undefined);
    }),
  );
});

test('the server of before is kept exactly when it still can', () => {
  fc.assert(
    fc.property(
      candidates.filter(({ length }) => length > 0),
      fc.nat(),
      (all, pick) => {
        const before = all[pick % all.length] as Candidate;
        const { chosen } = chooseServer(all, before.uuid);
        if (canHold(before)) expect(chosen).toBe(before.uuid);
        else expect(chosen).not.toBe(before.uuid);
      },
    ),
  );
});
