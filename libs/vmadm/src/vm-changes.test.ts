import fc from 'fast-check';

import { vmChanges } from './vm-changes';

const DISK = '/dev/zvol/rdsk/zones/u/disk1';

test('a change inside a disk is told by path, with the disk’s own path as identity', () => {
  const before = { free_space: 10, disks: [{ path: DISK, size: 5 }, { path: 'other' }] };
  const after = { free_space: 7, disks: [{ path: DISK, size: 8 }, { path: 'other' }] };
  expect(vmChanges(before, after)).toEqual([
    { prettyPath: 'free_space', path: ['free_space'], action: 'changed', oldValue: 10, newValue: 7 },
    {
      prettyPath: 'disks.*.size',
      path: ['disks', null, 'size'],
      action: 'changed',
      oldValue: 5,
      newValue: 8,
      ident: DISK,
    },
  ]);
});

test('a disk or NIC that comes or goes is one change with the whole object', () => {
  const disk = { path: DISK, size: 5 };
  const added = { prettyPath: 'disks.*', path: ['disks', null], action: 'added', newValue: disk, ident: DISK };
  expect(vmChanges({ disks: [] }, { disks: [disk] })).toEqual([added]);
  expect(vmChanges({ nics: [{ mac: 'a', ip: '1' }] }, { nics: [] })).toEqual([
    { prettyPath: 'nics.*', path: ['nics', null], action: 'removed', oldValue: { mac: 'a', ip: '1' }, ident: 'a' },
  ]);
});

test('snapshots have no identity of their own', () => {
  expect(vmChanges({ snapshots: [] }, { snapshots: [{ name: 'a', size: 0 }] })).toEqual([
    { prettyPath: 'snapshots.*', path: ['snapshots', null], action: 'added', newValue: { name: 'a', size: 0 } },
  ]);
  expect(vmChanges({ snapshots: [{ name: 'a', size: 0 }] }, { snapshots: [{ name: 'a', size: 2 }] })).toEqual([
    { prettyPath: 'snapshots.*.size', path: ['snapshots', null, 'size'], action: 'changed', oldValue: 0, newValue: 2 },
  ]);
});

test('a property that comes or goes, and members of plain lists', () => {
  expect(
    vmChanges({ a: 1, tags: { k: 'v' }, resolvers: ['x', 'y'] }, { tags: { k: 'w' }, resolvers: ['y', 'z'] }),
  ).toEqual([
    { prettyPath: 'a', path: ['a'], action: 'removed', oldValue: 1 },
    { prettyPath: 'tags.k', path: ['tags', 'k'], action: 'changed', oldValue: 'v', newValue: 'w' },
    { prettyPath: 'resolvers.*', path: ['resolvers', null], action: 'removed', oldValue: 'x' },
    { prettyPath: 'resolvers.*', path: ['resolvers', null], action: 'added', newValue: 'z' },
  ]);
});

test('there are changes exactly when there is a difference', () => {
  const member = fc.record({ path: fc.constantFrom('a', 'b'), size: fc.nat(2) }, { requiredKeys: [] });
  const disks = fc.array(member, { maxLength: 3 });
  const vm = fc.record({
    disks,
    tags: fc.dictionary(fc.constantFrom('__proto__', 'x'), fc.nat(1)),
    r: fc.array(fc.nat(1)),
  });
  fc.assert(
    fc.property(vm, vm, (before, after) => {
      const [old, new_] = [JSON.stringify(before), JSON.stringify(after)].map((text) => JSON.parse(text) as object);
      const same = JSON.stringify(inOrder(old)) === JSON.stringify(inOrder(new_));
      expect(vmChanges(old ?? {}, new_ ?? {}).length === 0).toBe(same);
    }),
  );
});

/** The same for objects that differ in the order of their keys only, `__proto__` among them. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return { entries: entries.map(([key, member]) => [key, inOrder(member)]) };
}
