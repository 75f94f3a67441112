import { CommandFailure } from '../command-failure';
import { parseOptions } from '../parse-options';
import type { PoolTransaction } from '../pool-transaction';
import { destroyEverything } from './destroy-family';
import { usageFailure } from '../usage-failure';

const USAGE = 'destroy [-f] <pool>';

/** `zpool destroy`: the pool with everything in it. */
export function zpoolDestroy(tx: PoolTransaction, args: readonly string[]): string {
  const { operands } = parseOptions(args, 'f', USAGE);
  const [name, ...more] = operands;
  if (name === undefined) throw usageFailure('missing pool argument', USAGE);
  if (more.length > 0) throw usageFailure('too many arguments', USAGE);
  if (tx.findPool(name) === undefined) throw new CommandFailure(`cannot open '${name}': no such pool`);
  destroyEverything(tx, name);
  tx.removePool(name);
  return '';
}
