import { createInterface, type Interface } from 'node:readline';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { editText } from './edit-text';
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
    showProgress: (line) => void process.stderr.write(`${ERASE_LINE}${printable(line)}`),
    ask: (question) => ask(createInterface({ input: process.stdin, output: process.stderr }), question),
    askSecret,
    edit: (before, name) => editText(before, name, process.env),
    readInput: () => text(process.stdin),
  };
}

async function askSecret(question: string): Promise<string | undefined> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  // As a terminal readline shows by itself what is typed, here to nobody. It does so from now on, before the question.
  const reader = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  process.stderr.write(`${printable(question)} `);
  const answer = await ask(reader, '');
  if (answer !== undefined) process.stderr.write('\n');
  return answer;
}

function ask(reader: Interface, question: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    reader.once('close', () => {
      resolve(undefined);
      process.stderr.write('\n');
    });
    reader.once('SIGINT', () => {
      reader.close(); // gives the terminal its own ways back
      process.kill(process.pid, 'SIGINT');
    });
    reader.question(`${printable(question)} `, (answer) => {
      reader.removeAllListeners('close').close();
      resolve(answer);
    });
  });
}
