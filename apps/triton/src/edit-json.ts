import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { confirm } from './output/confirm';
import type { Terminal } from './terminal';
import { UsageError } from './usage-error';

/**
 * Lets a person edit a JSON document until `check` takes it; answers what `check` makes of it, or undefined when the
 * text stayed as it was or the person gives up. What they wrote is never lost to a mistake.
 */
export async function editJson<T>(
  terminal: Terminal,
  name: string,
  before: unknown,
  check: (content: unknown) => T,
): Promise<T | undefined> {
  if (!terminal.interactive) throw new UsageError('nobody is there to edit: this needs a terminal');
  const original = `${JSON.stringify(before, null, 4)}\n`;
  for (let text = original; ;) {
    text = await terminal.edit(text, name);
    if (text === original) return undefined;
    try {
      return check(parse(text));
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      terminal.note(error.message);
    }
    if (await confirm(terminal, 'Edit it again?')) continue;
    terminal.note(`What you wrote is in ${keep(text, name)}`);
    return undefined;
  }
}

function keep(text: string, name: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'triton-edit-')), name);
  writeFileSync(file, text, { mode: 0o600 });
  return file;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UsageError(`this is not JSON: ${(cause as Error).message}`, { cause });
  }
}
