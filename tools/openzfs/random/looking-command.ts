import type { Scene } from './next-command';
import type { RandomSource } from './random-source';

const PROPERTIES = [
  ...['volsize', 'quota', 'reservation', 'refreservation', 'refquota', 'used', 'available', 'referenced', 'origin'],
  ...[
    'type',
    'volblocksize',
    'usedbydataset',
    'usedbysnapshots',
    'compression',
    'test:mark',
    'recordsize',
    'mountpoint',
  ],
  ...['written', 'copies', 'readonly', 'clones', 'userrefs', 'refer', 'avail', 'reserv'],
];

/** `zfs list` or `zfs get`, with options. Only properties whose values can be compared are asked for. */
export function lookingCommand(random: RandomSource, { top, datasets }: Scene): string[] {
  const flags = random.pick([[], ['-H'], ['-p'], ['-Hp'], ['-H']]);
  const reach = random.pick([[], [], ['-r'], ['-d', '1'], ['-d', '0'], ['-d', '2']]);
  const types = random.pick([[], [], ['-t', 'volume'], ['-t', 'snapshot'], ['-t', 'all'], ['-t', 'fs,vol']]);
  const names = new Set([random.oneIn(3) ? top : random.pick(datasets).name]);
  if (random.oneIn(6)) names.add(random.pick(datasets).name);
  if (random.oneIn(12)) names.add(`${top}/nothing`);
  if (random.oneIn(2)) {
    const sort = random.pick([
      [],
      [],
      [],
      ['-s', 'used'],
      ['-S', 'name'],
      ['-s', 'volsize', '-S', 'name'],
      ['-s', 'type'],
    ]);
    return ['list', ...flags, ...reach, ...types, '-o', someOf(random, ['name', ...PROPERTIES]), ...sort, ...names];
  }
  const fields = random.pick([[], [], ['-o', 'value'], ['-o', 'property,value'], ['-o', 'name,value,source']]);
  const sources = random.pick([[], [], [], ['-s', 'local'], ['-s', 'local,inherited'], ['-s', 'none']]);
  return ['get', ...flags, ...reach, ...types, ...fields, ...sources, someOf(random, PROPERTIES), ...names];
}

function someOf(random: RandomSource, properties: readonly string[]): string {
  const count = 1 + random.below(4);
  return [...new Set(Array.from({ length: count }, () => random.pick(properties)))].join(',');
}
