import { processTerminal } from './process-terminal';
import { run } from './run';

async function main(): Promise<void> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // A reader that has seen enough (`| head`) is no failure.
    if (error.code === 'EPIPE') process.exit(0);
    process.stderr.write(`triton: error: the output can not be written: ${error.message}\n`);
    process.exit(1);
  });
  process.stderr.on('error', () => undefined); // nobody reads what went wrong; the exit status still says that it did
  process.exitCode = await run(process.argv.slice(2), processTerminal());
}

void main();
