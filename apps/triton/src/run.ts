import { CommanderError, type Command } from 'commander';
import { errorChain } from '@triton/errors/error-chain';
import { TritonError } from '@triton/errors/triton-error';
import { commands } from './commands';
import { buildProgram, type ProgramOptions } from './program';
import { UsageError } from './usage-error';

export interface RunOptions extends ProgramOptions {
  /** Where errors go. */
  printError: (line: string) => void;
}

const FAILED = 1;
const USAGE = 2;
const NOT_FOUND = 3;

/** Runs one command line; answers the exit status: 0, 1 failed, 2 wrong use, 3 not found or deleted. */
export async function run(argv: readonly string[], { printError, ...options }: RunOptions): Promise<number> {
  const program = buildProgram(commands, options);
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0; // --help, --version
    const command = pathOf(program, argv);
    for (const line of linesOf(error, command)) printError(line);
    return statusOf(error);
  }
}

function linesOf(error: unknown, command: string): string[] {
  if (error instanceof CommanderError) {
    if (error.code === 'commander.help') return []; // a group without a command has printed its help
    const usage = `usage: see "${command} --help"`;
    return [`${command}: ${error.message.replace(/^error: /, 'error (Usage): ')}`, usage];
  }
  const [first] = errorChain(error);
  const code = error instanceof UsageError ? 'Usage' : (first?.code ?? '');
  const faults = error instanceof TritonError ? error.errors : [];
  return [
    `${command}: error${code ? ` (${code})` : ''}: ${first?.message ?? ''}`,
    ...faults.map((fault) => `    ${fault.field}: ${fault.code}: ${fault.message}`),
    ...(code === 'ECONNREFUSED' || code === 'RemoteUnavailable'
      ? ['Is the service running, and is the URL right?']
      : []),
  ];
}

function statusOf(error: unknown): number {
  if (error instanceof CommanderError || error instanceof UsageError) return USAGE;
  const { code, status } = error as { code?: unknown; status?: unknown };
  return code === 'ResourceNotFound' || status === 410 ? NOT_FOUND : FAILED;
}

/** The words of `argv` that name the command: `triton instance disk add`. */
function pathOf(program: Command, argv: readonly string[]): string {
  const words = [program.name()];
  let command: Command | undefined = program;
  for (const word of argv) {
    command = command.commands.find((child) => child.name() === word || child.aliases().includes(word));
    if (!command) break;
    words.push(command.name());
  }
  return words.join(' ');
}
