import type { Terminal } from '../terminal';
import { UsageError } from '../usage-error';

/** Asks a yes-or-no question. Without a terminal nobody can answer, so that `-f` must have been given. */
export async function confirm({ interactive, ask }: Terminal, question: string): Promise<boolean> {
  if (!interactive) throw new UsageError(`${question} Nobody is there to answer: say -f to do it without being asked`);
  return /^y(es)?$/i.test((await ask(`${question} [y/n]`))?.trim() ?? '');
}
