import type { CommandResult } from '../zfs-host';
import { CommandFailure } from './command-failure';
import { clone } from './commands/clone';
import { create } from './commands/create';
import { destroy } from './commands/destroy';
import { get } from './commands/get';
import { hold } from './commands/hold';
import { inherit } from './commands/inherit';
import { list } from './commands/list';
import { rename } from './commands/rename';
import { rollback } from './commands/rollback';
import { set } from './commands/set';
import { simWrite } from './commands/sim-write';
import { snapshot } from './commands/snapshot';
import { zpoolCreate } from './commands/zpool-create';
import { zpoolDestroy } from './commands/zpool-destroy';
import { zpoolList } from './commands/zpool-list';
import { zpoolStatus } from './commands/zpool-status';
import type { PoolTransaction } from './pool-transaction';

export type Program = 'zfs' | 'zpool';

/** What a command prints: stdout alone, or with complaints that make it exit with 1 while its changes stay. */
type Output = string | { stdout?: string; stderr?: string; complaints: readonly string[] };
type Command = (tx: PoolTransaction, args: readonly string[]) => Output;

const COMMANDS: Readonly<Record<Program, Readonly<Record<string, Command>>>> = {
  zfs: {
    create,
    clone,
    destroy,
    get,
    hold: (tx, args) => hold(tx, args, false),
    inherit,
    list,
    release: (tx, args) => hold(tx, args, true),
    rename,
    rollback(tx, args) {
      const { failure } = rollback(tx, args);
      return { complaints: failure === undefined ? [] : [failure] };
    },
    set: (tx, args) => ({ complaints: set(tx, args) }),
    snap: snapshot,
    snapshot,
    'sim-write': simWrite,
    version: () => 'zfs-2.1.11-simulated\n',
  },
  zpool: {
    create: zpoolCreate,
    destroy: zpoolDestroy,
    list: zpoolList,
    status: zpoolStatus,
    sync: () => '',
    version: () => 'zfs-2.1.11-simulated\n',
  },
};

/** Runs one command line within a transaction. A `CommandFailure` or `DryRun` it throws means: keep nothing. */
export function runCommand(tx: PoolTransaction, program: Program, args: readonly string[]): CommandResult {
  const [word, ...rest] = args;
  if (word === undefined) throw new CommandFailure(`missing command\nusage: ${program} command args ...`, 2);
  const command = Object.hasOwn(COMMANDS[program], word) ? COMMANDS[program][word] : undefined;
  if (command === undefined)
    throw new CommandFailure(`unrecognized command '${word}'\nusage: ${program} command args ...`, 2);
  const output = command(tx, rest);
  if (typeof output === 'string') return { stdout: output, stderr: '', exitCode: 0 };
  const { stdout = '', stderr = '', complaints } = output;
  const text = stderr + complaints.map((one) => `${one}\n`).join('');
  return { stdout, stderr: text, exitCode: complaints.length === 0 ? 0 : 1 };
}
