import fc from 'fast-check';

import { newSimulatedWorld } from '../testing/simulated-world';
import type { SimulatedZfsHost } from '../simulated-zfs-host';
import { POOL_METADATA_BYTES } from './space/pool-size';

const COLUMNS = [
  'name',
  'type',
  'used',
  'available',
  'referenced',
  'quota',
  'reservation',
  'refreservation',
  'usedbydataset',
  'usedbysnapshots',
  'usedbyrefreservation',
  'usedbychildren',
  'volsize',
  'origin',
] as const;
type Row = Record<(typeof COLUMNS)[number], string>;
type Numbers = Exclude<(typeof COLUMNS)[number], 'name' | 'type' | 'origin'>;

// Creating a dataset, and renewing the few blocks that describe one, is charged without asking quotas, in the kernel too.
const UNASKED_BYTES_PER_COMMAND = 25 * 1024;

const filesystem = fc.constantFrom('zones/a', 'zones/a/b', 'zones/c');
const volume = fc.constantFrom('zones/a/v0', 'zones/a/v1', 'zones/a/b/v2');
const target = fc.constantFrom('zones/a/v1', 'zones/a/b/v2', 'zones/c/v3');
const snapshotName = fc.constantFrom('s1', 's2', 's3');
const snapshot = fc
  .tuple(fc.oneof({ weight: 4, arbitrary: volume }, filesystem), snapshotName)
  .map(([name, short]) => `${name}@${short}`);
const mib = fc.integer({ min: 1, max: 96 });
const limit = fc.oneof(
  fc.constant('none'),
  mib.map((size) => `${size}M`),
);

const START = [
  ['create', 'zones/a'],
  ['create', 'zones/a/b'],
  ['create', 'zones/c'],
  ['set', 'quota=256M', 'zones/a'],
  ['create', '-V', '64M', 'zones/a/v0'],
  ['create', '-V', '48M', 'zones/a/v1'],
  ['sim-write', 'zones/a/v0', '8M', '24M'],
  ['snapshot', 'zones/a/v0@s1'],
];

const command = fc.oneof(
  filesystem.map((name) => ['create', name]),
  fc
    .tuple(volume, mib, fc.boolean())
    .map(([name, size, sparse]) => ['create', ...(sparse ? ['-s'] : []), '-V', `${size}M`, name]),
  fc.tuple(volume, mib).map(([name, size]) => ['set', `volsize=${size}M`, name]),
  fc.tuple(filesystem, limit).map(([name, size]) => ['set', `quota=${size}`, name]),
  fc.tuple(filesystem, limit).map(([name, size]) => ['set', `reservation=${size}`, name]),
  fc.tuple(filesystem, limit).map(([name, size]) => ['set', `refquota=${size}`, name]),
  fc.tuple(fc.oneof(filesystem, volume), limit).map(([name, size]) => ['set', `refreservation=${size}`, name]),
  volume.map((name) => ['set', 'refreservation=auto', name]),
  {
    weight: 4,
    arbitrary: fc
      .tuple(volume, fc.integer({ min: 0, max: 48 }), fc.integer({ min: 1, max: 24 }))
      .map(([name, offset, length]) => ['sim-write', name, `${offset}M`, `${length}M`]),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(snapshot, fc.boolean())
      .map(([name, recursive]) => ['snapshot', ...(recursive ? ['-r'] : []), name]),
  },
  snapshot.map((name) => ['rollback', name]),
  snapshot.map((name) => ['destroy', name]),
  fc.tuple(fc.oneof(volume, filesystem), fc.constantFrom('-r', '-R')).map(([name, how]) => ['destroy', how, name]),
  fc
    .tuple(snapshot, target, fc.boolean())
    .map(([from, to, full]) => ['clone', ...(full ? ['-o', 'refreservation=auto'] : []), from, to]),
  fc.tuple(volume, target).map(([from, to]) => ['rename', from, to]),
);

async function dump(host: SimulatedZfsHost): Promise<Row[]> {
  const { stdout } = await host.zfs(['list', '-Hp', '-r', '-t', 'all', '-o', COLUMNS.join(','), 'zones']);
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => Object.fromEntries(line.split('\t').map((value, index) => [COLUMNS[index], value])) as Row);
}

const bytes = (row: Row, name: Numbers): number => Number(row[name]) || 0;
const snapshotsOf = (rows: Row[], name: string): Row[] => rows.filter((row) => row.name.startsWith(`${name}@`));

function checkLaws(rows: Row[], unaskedBytes: number): void {
  for (const row of rows.filter(({ type }) => type !== 'snapshot')) {
    const parts =
      bytes(row, 'usedbydataset') +
      bytes(row, 'usedbysnapshots') +
      bytes(row, 'usedbyrefreservation') +
      bytes(row, 'usedbychildren');
    expect([row.name, bytes(row, 'used')]).toEqual([row.name, parts]);

    const children = rows.filter(
      ({ name, type }) => type !== 'snapshot' && name.slice(0, name.lastIndexOf('/')) === row.name,
    );
    const charges = children.map((child) => Math.max(bytes(child, 'used'), bytes(child, 'reservation')));
    const own = row.name === 'zones' ? POOL_METADATA_BYTES : 0;
    expect([row.name, bytes(row, 'usedbychildren')]).toEqual([row.name, charges.reduce((sum, one) => sum + one, own)]);

    expect(bytes(row, 'available')).toBeGreaterThanOrEqual(0);
    if (bytes(row, 'quota') > 0) {
      expect(bytes(row, 'used')).toBeLessThanOrEqual(bytes(row, 'quota') + unaskedBytes);
      expect(bytes(row, 'reservation')).toBeLessThanOrEqual(bytes(row, 'quota'));
    }
    const snapshots = snapshotsOf(rows, row.name);
    const unique = snapshots.reduce((sum, one) => sum + bytes(one, 'used'), 0);
    if (snapshots.length <= 1) expect([row.name, bytes(row, 'usedbysnapshots')]).toEqual([row.name, unique]);
    else expect(bytes(row, 'usedbysnapshots')).toBeGreaterThanOrEqual(unique);
    for (const one of snapshots) expect(bytes(one, 'used')).toBeLessThanOrEqual(bytes(one, 'referenced'));
    expect(bytes(row, 'usedbydataset')).toBeLessThanOrEqual(bytes(row, 'referenced'));
  }
}

function limitsOf(rows: Row[]): unknown[] {
  return rows.map(({ name, volsize, quota, reservation, refreservation }) => {
    return { name, volsize, quota, reservation, refreservation };
  });
}

/** Bytes that everything together uses. */
function usedTogether(rows: Row[]): number {
  return rows.reduce((sum, row) => sum + bytes(row, 'used'), 0);
}

test('whatever is done: accounts add up, quotas hold, what fails changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 5, maxLength: 40 }), async (commands) => {
      const world = await newSimulatedWorld({ sizeBytes: 512 * 1024 ** 2 });
      try {
        for (const args of START) expect(await world.host.zfs(args)).toMatchObject({ exitCode: 0 });
        let before = await dump(world.host);
        let unaskedBytes = START.length * UNASKED_BYTES_PER_COMMAND;
        for (const args of commands) {
          const { exitCode } = await world.host.zfs(args);
          const after = await dump(world.host);
          // A new size that is taken back, because its reservation does not fit, has been written all the same.
          const kept = args[1]?.startsWith('volsize=') ? limitsOf : (rows: Row[]) => rows;
          if (exitCode !== 0) expect({ args, rows: kept(after) }).toEqual({ args, rows: kept(before) });
          // Each of several snapshots is asked for by itself whether it has room.
          unaskedBytes +=
            UNASKED_BYTES_PER_COMMAND +
            (args[1] === '-r' ? Math.max(0, usedTogether(after) - usedTogether(before)) : 0);
          checkLaws(after, unaskedBytes);
          before = after;
        }
      } finally {
        world.close();
      }
    }),
    { numRuns: 25 },
  );
}, 120_000);

test('a volume that loses all of its snapshots uses what it used without them', async () => {
  const write = fc.record({ offset: fc.integer({ min: 0, max: 63 }), length: fc.integer({ min: 1, max: 16 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(write, fc.constant('snapshot' as const)), { maxLength: 20 }), async (steps) => {
      const world = await newSimulatedWorld();
      try {
        for (const name of ['zones/with', 'zones/without']) await world.host.zfs(['create', '-V', '80M', name]);
        let taken = 0;
        for (const step of steps) {
          if (step === 'snapshot') await world.host.zfs(['snapshot', `zones/with@${(taken += 1)}`]);
          else {
            const { offset, length } = step;
            for (const name of ['zones/with', 'zones/without']) {
              await world.host.write(name, offset * 1024 ** 2, length * 1024 ** 2);
            }
          }
        }
        // Any order of destruction leads there; odd ones first exercises the middle of the chain.
        const order = Array.from({ length: taken }, (_, index) => index + 1).sort((a, b) => (b % 2) - (a % 2) || a - b);
        for (const name of order) await world.host.zfs(['destroy', `zones/with@${name}`]);
        const rows = await dump(world.host);
        const [kept, never] = ['zones/with', 'zones/without'].map((name) => rows.find((row) => row.name === name));
        expect({ ...kept, name: '' }).toEqual({ ...never, name: '' });
      } finally {
        world.close();
      }
    }),
    { numRuns: 25 },
  );
}, 120_000);
