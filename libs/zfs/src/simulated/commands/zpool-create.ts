import { statSync } from 'node:fs';

import { CommandFailure } from '../command-failure';
import type { VdevRecord } from '../dataset';
import { parseOptions } from '../parse-options';
import type { PoolTransaction } from '../pool-transaction';
import { usageFailure } from '../usage-failure';
import { parseAssignments } from '../parse-assignments';
import { makePool } from './make-pool';

const USAGE =
  'create [-fnd] [-o property=value] ... \n\t    [-O file-system-property=value] ... \n\t    [-m mountpoint] [-R root] <pool> <vdev> ...';
const DEFAULT_ASHIFT = 9;

/** `zpool create`. The vdevs are sparse files, whose sizes count, not their content. */
export function zpoolCreate(tx: PoolTransaction, args: readonly string[]): string {
  const { values, operands } = parseOptions(args, 'fndo:O:m:R:t:', USAGE);
  const [name, ...words] = operands;
  if (name === undefined) throw usageFailure('missing pool name argument', USAGE);
  if (words.length === 0) throw usageFailure('missing vdev specification', USAGE);
  const properties = parseAssignments(values.get('O') ?? []);
  const mountpoint = values.get('m')?.at(-1);
  if (mountpoint !== undefined) properties.set('mountpoint', mountpoint);
  const ashift = Number(parseAssignments(values.get('o') ?? []).get('ashift') ?? DEFAULT_ASHIFT) || DEFAULT_ASHIFT;
  const vdevs = parseVdevs(words);
  const deviceBytes = vdevs.reduce((sum, vdev) => sum + vdevBytes(vdev), 0);
  makePool(tx, { name, deviceBytes, vdevs, ashift, properties });
  return '';
}

/** `file …`, `mirror a b`, `raidz2 a b c d`, `draid1 …`; words before the first kind are single disks. */
function parseVdevs(words: readonly string[]): VdevRecord[] {
  const vdevs: { kind: VdevRecord['kind']; parity: number; files: string[] }[] = [];
  for (const word of words) {
    const [, kind, digits] = /^(mirror|raidz|draid)(\d?)(?::.*)?$/.exec(word) ?? [];
    const last = vdevs.at(-1);
    if (kind === 'mirror') vdevs.push({ kind, parity: 0, files: [] });
    else if (kind === 'raidz' || kind === 'draid') vdevs.push({ kind, parity: Number(digits) || 1, files: [] });
    else if (last === undefined || last.kind === 'disk') vdevs.push({ kind: 'disk', parity: 0, files: [word] });
    else last.files.push(word);
  }
  return vdevs.map((vdev) => ({ ...vdev, data: Math.max(1, vdev.files.length - vdev.parity) }));
}

function vdevBytes({ kind, files }: VdevRecord): number {
  const sizes = files.map((file) => {
    const stat = statSync(file, { throwIfNoEntry: false });
    if (stat === undefined) throw new CommandFailure(`cannot open '${file}': No such file or directory`);
    return stat.size;
  });
  const smallest = Math.min(...sizes);
  return kind === 'mirror' || kind === 'disk' ? smallest : smallest * sizes.length;
}
