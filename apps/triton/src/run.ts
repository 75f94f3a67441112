import { CommanderError } from 'commander';
import { commands } from './commands';
import { errorLines } from './output/error-lines';
import { buildProgram } from './program';
import type { Running } from './running';
import { SeveralFailedError } from './several-failed-error';
import type { Terminal } from './terminal';
import { UsageError } from './usage-error';

const FAILED = 1;
const USAGE = 2;
const NOT_FOUND = 3;

/** Runs one command line; answers the exit status: 0, 1 failed, 2 wrong use, 3 not found or deleted. */
export async function run(argv: readonly string[], terminal: Terminal): Promise<number> {
  const running: Running = { path: 'triton', verbose: false };
  try {
    await buildProgram(commands, terminal, running).parseAsync([...argv], { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0; // --help, --version
    for (const line of errorLines(error, running)) terminal.note(line);
    return statusOf(error);
  }
}

function statusOf(error: unknown): number {
  if (error instanceof CommanderError || error instanceof UsageError) return USAGE;
  if (error instanceof SeveralFailedError) {
    const statuses = new Set(error.failures.map((failure) => statusOf(failure.error)));
    return statuses.size === 1 ? ([...statuses][0] ?? FAILED) : FAILED;
  }
  const { code, status } = error as { code?: unknown; status?: unknown };
  return code === 'ResourceNotFound' || code === 'InstanceDeleted' || status === 410 ? NOT_FOUND : FAILED;
}
