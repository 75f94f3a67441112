import type { Command } from './command';
import { makeHost } from './make-host';
import { USAGE, usageOf } from './usage';
import { UsageError } from './usage-error';

export interface Finished {
  /** Without what was printed before the end. */
  stdout: string;
  stderr: string;
  /** 0 done, 1 failed, 2 the command line is wrong. */
  exitCode: number;
}

export interface RunOptions {
  /** Gets what has no end. */
  print?: (text: string) => void;
  closing?: AbortSignal;
}

/** All words. Loaded when used: most commands need no schema, and a node runs them by the thousand. */
export const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  boot: async () => (await import('./commands/start')).start,
  console: async () => (await import('./commands/unsupported')).unsupported('console'),
  create: async () => (await import('./commands/create')).create,
  'create-snapshot': async () => (await import('./commands/create-snapshot')).createSnapshotCommand,
  delete: async () => (await import('./commands/delete')).deleteCommand,
  'delete-snapshot': async () => (await import('./commands/delete-snapshot')).deleteSnapshotCommand,
  destroy: async () => (await import('./commands/delete')).deleteCommand,
  events: async () => (await import('./commands/events')).events,
  get: async () => (await import('./commands/get')).get,
  halt: async () => (await import('./commands/stop')).stop,
  info: async () => (await import('./commands/info')).info,
  install: async () => (await import('./commands/unsupported')).unsupported('install'),
  json: async () => (await import('./commands/get')).get,
  kill: async () => (await import('./commands/kill')).kill,
  list: async () => (await import('./commands/list')).list,
  lookup: async () => (await import('./commands/lookup')).lookup,
  reboot: async () => (await import('./commands/reboot')).reboot,
  receive: async () => (await import('./commands/unsupported')).unsupported('receive'),
  recv: async () => (await import('./commands/unsupported')).unsupported('receive'),
  reprovision: async () => (await import('./commands/reprovision')).reprovision,
  'rollback-snapshot': async () => (await import('./commands/rollback-snapshot')).rollbackSnapshotCommand,
  send: async () => (await import('./commands/unsupported')).unsupported('send'),
  start: async () => (await import('./commands/start')).start,
  stop: async () => (await import('./commands/stop')).stop,
  sysrq: async () => (await import('./commands/sysrq')).sysrq,
  update: async () => (await import('./commands/update')).update,
  validate: async () => (await import('./commands/validate')).validate,
};

/** One run of `vmadm`, in words and streams of the shipped one. */
export async function runVmadm(
  argv: readonly string[],
  env: Record<string, string | undefined>,
  stdin: NodeJS.ReadableStream,
  { print = () => undefined, closing = new AbortController().signal }: RunOptions = {},
): Promise<Finished> {
  const [name, ...args] = argv;
  try {
    if (name !== undefined && ['help', '-h', '-?', '--help'].includes(name)) return help(args);
    const load = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (!load) throw new UsageError(name === undefined ? 'Missing command.' : `Invalid command: "${name}".`);
    const command = await load();
    const { host, close } = makeHost(env);
    try {
      const { stdout = '', message } = await command({ host, stdin, print, closing }, args);
      return { stdout, stderr: message === undefined ? '' : `${message}\n`, exitCode: 0 };
    } finally {
      close();
    }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (error instanceof UsageError) return { stdout: '', stderr: `${message}\n${USAGE}`, exitCode: 2 };
    return { stdout: '', stderr: `${message}\n`, exitCode: 1 };
  }
}

function help([name]: readonly string[]): Finished {
  const stdout = name === undefined ? USAGE : usageOf(name);
  if (stdout === undefined) throw new UsageError(`Invalid command: "${name}".`);
  return { stdout, stderr: '', exitCode: 0 };
}
