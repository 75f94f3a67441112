import { parseVdevs } from './parse-vdevs';

const status = (...devices: string[]) =>
  [
    '  pool: zones',
    ' state: ONLINE',
    'config:',
    '',
    '\tNAME        STATE     READ WRITE CKSUM',
    '\tzones       ONLINE       0     0     0',
    ...devices.map((device) => `\t${device}  ONLINE       0     0     0`),
    '',
    'errors: No known data errors',
    '',
  ].join('\n');

test('plain disks and mirrors are no parity vdevs', () => {
  expect(parseVdevs(status('  c0t0d0', '  mirror-1', '    c0t1d0', '    c0t2d0'), 12)).toEqual([]);
});

test('each RAID-Z has its disks and its parity', () => {
  const text = status('  raidz2-0', '    a', '    b', '    c', '    d', '  raidz1-1', '    e', '    f', '    g');
  expect(parseVdevs(text, 12)).toEqual([
    { kind: 'raidz', disks: 4, parity: 2, ashift: 12 },
    { kind: 'raidz', disks: 3, parity: 1, ashift: 12 },
  ]);
});

test('a disk that is being replaced counts once', () => {
  const text = status('  raidz1-0', '    a', '    replacing-1', '      old', '      new', '    c');
  expect(parseVdevs(text, 9)).toMatchObject([{ disks: 3 }]);
});

test('dRAID tells its layout in its name', () => {
  expect(parseVdevs(status('  draid2:4d:11c:1s-0', '    a'), 12)).toEqual([
    { kind: 'draid', data: 4, parity: 2, ashift: 12 },
  ]);
});

test('logs, caches and spares hold no data', () => {
  expect(parseVdevs(status('  a', 'logs', '  raidz1-1', '    b', '    c', '    d'), 12)).toEqual([]);
});
