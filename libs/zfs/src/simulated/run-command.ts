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
import { UsageFailure } from './usage-failure';

export type Program = 'zfs' | 'zpool';

/** What a command prints: stdout alone, or with complaints that make it exit with 1 while its changes stay. */
type Output = string | { stdout?: string; stderr?: string; complaints?: readonly string[] };
type Command = (tx: PoolTransaction, args: readonly string[]) => Output;

const COMMANDS: Readonly<Record<Program, Readonly<Record<string, Command>>>> = {
  zfs: {
    create,
    clone,
    destroy,
    get,
    hold: (tx, args) => ({ complaints: hold(tx, args, false) }),
    inherit: (tx, args) => ({ complaints: inherit(tx, args) }),
    list,
    release: (tx, args) => ({ complaints: hold(tx, args, true) }),
    rename,
    rollback: (tx, args) => ({ complaints: rollback(tx, args) }),
    set: (tx, args) => ({ complaints: set(tx, args) }),
    snap: snapshot,
    snapshot,
    'sim-write': simWrite,
    version: () => VERSION,
  },
  zpool: {
    create: zpoolCreate,
    destroy: zpoolDestroy,
    list: zpoolList,
    status: zpoolStatus,
    sync: () => '',
    version: () => VERSION,
  },
};

/** The release whose words are simulated; in place of the kernel's module is what this is. */
const VERSION = 'zfs-2.1.11-1+deb12u1\nzfs-kmod-simulated\n';

/** Words whose usage ends with a list of all properties. */
const EXPLAIN_PROPERTIES = new Set(['get', 'inherit', 'list', 'set']);
const SEE_ALSO =
  '\n\nFor the property list, run: zfs set|get\n\nFor the delegated permission list, run: zfs allow|unallow';

/** Runs one command line within a transaction. A `CommandFailure` or `DryRun` it throws means: keep nothing. */
export function runCommand(tx: PoolTransaction, program: Program, args: readonly string[]): CommandResult {
  const [word, ...rest] = args;
  const command = word !== undefined && Object.hasOwn(COMMANDS[program], word) ? COMMANDS[program][word] : undefined;
  if (word === undefined || command === undefined) {
    const complaint = word === undefined ? 'missing command' : `unrecognized command '${word}'`;
    const overview = `usage: ${program} command args ...\nwhere 'command' is one of the following:`;
    throw new CommandFailure(`${complaint}\n${overview}`, 2);
  }
  try {
    const output = command(tx, rest);
    if (typeof output === 'string') return { stdout: output, stderr: '', exitCode: 0 };
    const { stdout = '', stderr = '', complaints = [] } = output;
    const text = stderr + complaints.map((one) => `${one}\n`).join('');
    return { stdout, stderr: text, exitCode: complaints.length === 0 ? 0 : 1 };
  } catch (error) {
    if (!(error instanceof UsageFailure) || program !== 'zfs') throw error;
    const more = EXPLAIN_PROPERTIES.has(word) ? '\n\nThe following properties are supported:' : SEE_ALSO;
    throw new CommandFailure(`${error.message}${more}`, error.exitCode);
  }
}
