import { CommandFailure } from '../command-failure';
import { parseOptions } from '../parse-options';
import type { PoolTransaction } from '../pool-transaction';
import { formatSize } from '../properties/format-size';
import { usedBytes } from '../space/charge';
import { DryRun } from '../dry-run';
import { destroyFamily } from './destroy-family';
import { destroySnapshots } from './destroy-snapshots';
import { namedSnapshots } from './named-snapshots';
import { usageFailure } from '../usage-failure';

const USAGE = 'destroy [-fnpRrv] <filesystem|volume>\n\tdestroy [-dnpRrv] <filesystem|volume>@<snap>[%<snap>][,...]';

/** `zfs destroy` of datasets and snapshots. */
export function destroy(tx: PoolTransaction, args: readonly string[]): string {
  const { flags, operands } = parseOptions(args, 'fnpRrvd', USAGE);
  const [target, ...more] = operands;
  if (target === undefined) throw usageFailure('missing dataset argument', USAGE);
  if (more.length > 0) throw usageFailure('too many arguments', USAGE);
  return target.includes('@') ? snapshots(tx, target, flags) : dataset(tx, target, flags);
}

function dataset(tx: PoolTransaction, name: string, flags: ReadonlySet<string>): string {
  const { type } = tx.get(name);
  const family = [...tx.family(name)];
  const below = family.flatMap((one) => [
    ...(one.name === name ? [] : [one.name]),
    ...one.snapshots.map((snapshot) => `${one.name}@${snapshot.name}`),
  ]);
  const inside = (clone: string): boolean => clone === name || clone.startsWith(`${name}/`);
  const dependents = below
    .filter((one) => one.includes('@'))
    .flatMap((one) => tx.clonesOf(one))
    .filter((one) => !inside(one));
  if (dependents.length > 0 && !flags.has('R')) refuse(name, `${type} has dependent clones`, '-R', dependents);
  if (below.length > 0 && !flags.has('r') && !flags.has('R')) refuse(name, `${type} has children`, '-r', below);
  const doomed = [...dependents, ...below.reverse(), name];
  const reclaim = usedBytes(tx.get(name));
  if (!flags.has('n')) {
    if (!name.includes('/')) throw new CommandFailure(`cannot destroy '${name}': operation does not apply to pools`);
    for (const clone of dependents) if (tx.find(clone)) destroyFamily(tx, clone, { withClones: true });
    destroyFamily(tx, name, { withClones: true });
  }
  return report(doomed, reclaim, flags);
}

function snapshots(tx: PoolTransaction, target: string, flags: ReadonlySet<string>): string {
  const names = namedSnapshots(tx, target, flags.has('r') || flags.has('R'));
  const clones = names.flatMap((name) => tx.clonesOf(name));
  const [first] = names;
  if (first === undefined) throw new CommandFailure('could not find any snapshots to destroy; check snapshot names.');
  if (clones.length > 0 && !flags.has('R')) {
    const cloned = names.find((name) => tx.clonesOf(name).length > 0) ?? first;
    refuse(cloned, 'snapshot has dependent clones', '-R', clones);
  }
  const datasets = [...new Set(names.map((name) => name.split('@', 1)[0] as string))];
  const heldBytes = (): number => datasets.reduce((sum, name) => sum + tx.get(name).usedBySnapshots, 0);
  const before = heldBytes();
  destroySnapshots(tx, names, { withClones: flags.has('R') });
  const reclaim = before - heldBytes();
  if (flags.has('n')) throw new DryRun(report([...clones, ...names], reclaim, flags));
  return report([...clones, ...names], reclaim, flags);
}

function refuse(name: string, why: string, option: string, names: readonly string[]): never {
  const list = names.join('\n');
  throw new CommandFailure(
    `cannot destroy '${name}': ${why}\nuse '${option}' to destroy the following datasets:\n${list}`,
  );
}

function report(names: readonly string[], reclaimBytes: number, flags: ReadonlySet<string>): string {
  if (!flags.has('v')) return '';
  const parseable = flags.has('p');
  const verb = flags.has('n') ? 'would destroy' : 'will destroy';
  const lines = names.map((name) => (parseable ? `destroy\t${name}\n` : `${verb} ${name}\n`));
  const reclaim = flags.has('n') ? 'would reclaim' : 'will reclaim';
  const last = parseable ? `reclaim\t${reclaimBytes}\n` : `${reclaim} ${formatSize(reclaimBytes, 'B')}\n`;
  return lines.join('') + (names.some((name) => name.includes('@')) ? last : '');
}
