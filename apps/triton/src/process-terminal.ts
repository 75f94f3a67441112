import { createInterface } from 'node:readline';
import { printable } from './output/printable';
import type { Terminal } from './terminal';

const ERASE_LINE = '\r\u001b[K';

/** The terminal, or the pipes and files, that this process was started on. */
export function processTerminal(): Terminal {
  return {
    env: process.env,
    print: (line) => void process.stdout.write(`${printable(line)}\n`),
    note: (line) => void process.stderr.write(`${printable(line)}\n`),
    // Both progress and questions go to stderr, so that stdout may be a pipe.
    interactive: process.stdin.isTTY && process.stderr.isTTY,
    showProgress: (text) => void process.stderr.write(`${ERASE_LINE}${printable(text)}`),
    ask,
  };
}

function ask(question: string): Promise<string | undefined> {
  const reader = createInterface({ input: process.stdin, output: process.stderr });
  return new Promise((resolve) => {
    reader.once('close', () => {
      resolve(undefined);
      process.stderr.write('\n');
    });
    reader.question(`${printable(question)} `, (answer) => {
      reader.removeAllListeners('close').close();
      resolve(answer);
    });
  });
}
