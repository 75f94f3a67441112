import { createInterface } from 'node:readline/promises';
import type { Session } from './session';
import { UsageError } from './usage-error';

/** Asks a yes-or-no question. Without a terminal nobody can answer, so that `-f` must have been given. */
export async function confirm({ interactive }: Session, question: string): Promise<boolean> {
  if (!interactive) throw new UsageError(`${question} Say -f to do it without being asked`);
  const reader = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test(await reader.question(`${question} [y/n] `));
  } finally {
    reader.close();
  }
}
