import { CommandFailure } from '../command-failure';
import { DATASETS, mustOpen, SNAPSHOTS } from '../open-dataset';
import { parseOptions } from '../parse-options';
import type { PoolTransaction } from '../pool-transaction';
import { usageFailure } from '../usage-failure';
import { announce } from './announce';
import { dependentsOf } from './dependents';
import { destroyFamily } from './destroy-family';
import type { Destroyed } from './destroyed';
import { destroyNamedSnapshots } from './destroy-named-snapshots';

const USAGE =
  'destroy [-fnpRrv] <filesystem|volume>\n\tdestroy [-dnpRrv] <filesystem|volume>@<snap>[%<snap>][,...]\n\tdestroy <filesystem|volume>#<bookmark>';

/** `zfs destroy` of datasets and snapshots. */
export function destroy(tx: PoolTransaction, args: readonly string[]): Destroyed {
  const { flags, operands } = parseOptions(args, 'fnpRrvd', USAGE);
  const [target, ...more] = operands;
  if (target === undefined) throw usageFailure('missing dataset argument', USAGE);
  if (more.length > 0) throw usageFailure('too many arguments', USAGE);
  return target.includes('@') ? destroyNamedSnapshots(tx, target, flags) : destroyDataset(tx, target, flags);
}

function destroyDataset(tx: PoolTransaction, name: string, flags: ReadonlySet<string>): Destroyed {
  const { dataset } = mustOpen(tx, name, flags.has('d') ? SNAPSHOTS : DATASETS);
  const recursive = flags.has('r') || flags.has('R');
  if (!recursive && !name.includes('/')) refusePool(name);
  const dependents = dependentsOf(tx, name);
  if (!flags.has('R')) {
    const [children, clones] = [dependents.filter(isInside(name)), dependents.filter((one) => !isInside(name)(one))];
    if (!recursive && children.length > 0) refuse(name, `${dataset.type} has children`, '-r', children);
    if (recursive && clones.length > 0) refuse(name, `${dataset.type} has dependent clones`, '-R', clones);
  }
  const stdout = announce([...dependents, name], flags);
  return { stdout, complaints: flags.has('n') ? [] : destroyFamily(tx, name) };
}

function isInside(name: string): (other: string) => boolean {
  return (other) => other.startsWith(`${name}/`) || other.startsWith(`${name}@`);
}

function refusePool(name: string): never {
  throw new CommandFailure(
    `cannot destroy '${name}': operation does not apply to pools\n` +
      `use 'zfs destroy -r ${name}' to destroy all datasets in the pool\n` +
      `use 'zpool destroy ${name}' to destroy the pool itself`,
  );
}

function refuse(name: string, why: string, option: string, names: readonly string[]): never {
  throw new CommandFailure(
    `cannot destroy '${name}': ${why}\nuse '${option}' to destroy the following datasets:\n${names.join('\n')}`,
  );
}
