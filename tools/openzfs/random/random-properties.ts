import type { RandomSource } from './random-source';
import type { DatasetFacts } from './recording';

const MIB = 1024 ** 2;

export function volumeSize(random: RandomSource): string {
  return random.pick(['1M', '8M', '16M', '16M', '32M', '64M', '64M', '200M', '1G', '10000001', '1.5M', '100', '20G']);
}

/** `-o` options for something new, often none. */
export function creationOptions(random: RandomSource, kind: 'filesystem' | 'volume' | 'clone'): string[] {
  const options: string[] = [];
  const add = (assignment: string): void => void options.push('-o', assignment);
  if (kind === 'volume' && !random.oneIn(3))
    add(`volblocksize=${random.pick(['4K', '8K', '8192', '16K', '64K', '128K'])}`);
  if (kind === 'volume' && random.oneIn(8)) add(`refreservation=${random.pick(['none', '4M', 'auto', '500M'])}`);
  if (kind === 'filesystem' && random.oneIn(3)) add(`quota=${random.pick(['300M', '1G'])}`);
  if (kind === 'filesystem' && random.oneIn(6)) add(`reservation=${random.pick(['50M', '200M', '3G'])}`);
  if (kind === 'filesystem' && random.oneIn(8)) add(`refquota=${random.pick(['100M', '10K'])}`);
  if (kind === 'clone' && random.oneIn(3)) add('refreservation=auto');
  if (kind === 'clone' && random.oneIn(4)) add(`volsize=${random.pick(['64M', '128M', '1G'])}`);
  if (random.oneIn(8)) add('test:mark=born');
  if (random.oneIn(16)) add(random.pick(['compression=off', 'nonsense=1', 'used=3', 'volblocksize=7K', 'quota=-1']));
  return options;
}

/** One or more `property=value` for `zfs set`; what is set at random is often refused. */
export function assignmentsFor(random: RandomSource, target: DatasetFacts): string[] {
  const count = random.oneIn(3) ? 2 + random.below(2) : 1;
  const chosen = new Map<string, string>();
  while (chosen.size < count) {
    const property = random.pick(target.type === 'volume' ? VOLUME_PROPERTIES : FILESYSTEM_PROPERTIES);
    chosen.set(property, valueOf(random, property, target));
  }
  return [...chosen].map(([property, value]) => `${property}=${value}`);
}

const VOLUME_PROPERTIES = [
  ...['volsize', 'volsize', 'volsize', 'refreservation', 'refreservation', 'reservation', 'test:mark'],
  ...['compression', 'readonly', 'quota', 'volblocksize', 'copies'],
];
const FILESYSTEM_PROPERTIES = [
  ...['quota', 'quota', 'reservation', 'reservation', 'refquota', 'refreservation', 'test:mark'],
  ...['compression', 'readonly', 'volsize', 'recordsize', 'atime'],
];
const WORDS: Readonly<Record<string, readonly string[]>> = {
  'test:mark': ['1', 'two', 'three'],
  compression: ['off', 'off', 'no-such'],
  readonly: ['off', 'off', 'off', 'maybe'],
  volblocksize: ['8K', '3K'],
  copies: ['1', '1', '4'],
  recordsize: ['128K', '64K', '3K', '2M'],
  atime: ['on', 'off', '1'],
};
const ODD_SIZES = [
  'none',
  'auto',
  '0',
  '-1',
  '1.5M',
  '10X',
  'abc',
  '',
  '1e3',
  '0x1000',
  '99999999999999999999',
  '9000T',
];

function valueOf(random: RandomSource, property: string, target: DatasetFacts): string {
  const words = WORDS[property];
  if (words) return random.pick(words);
  if (random.oneIn(6)) return random.pick(ODD_SIZES);
  if (property === 'volsize')
    return random.pick(['1M', '8M', '16M', '32M', '48M', '64M', '128M', '1G', '5000000', '30G']);
  if (property === 'refreservation' && target.type === 'volume') {
    return random.pick(['none', 'auto', 'auto', '1M', '20M', '70M', '2G']);
  }
  if (random.oneIn(5)) return 'none';
  const used = Number(target.used);
  return random.pick([
    '100M',
    '300M',
    '700M',
    '1G',
    '2G',
    String(used),
    String(used + MIB),
    String(Math.max(1, used - MIB)),
  ]);
}
