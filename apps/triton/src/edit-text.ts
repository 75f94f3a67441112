import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Opens VISUAL, else EDITOR, else vi on a file `name` with that text; answers the text when the editor has ended. */
export async function editText(
  text: string,
  name: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  const directory = mkdtempSync(join(tmpdir(), 'triton-edit-'));
  try {
    const file = join(directory, name);
    writeFileSync(file, text, { mode: 0o600 });
    const editor = env.VISUAL || env.EDITOR || 'vi';
    // By a shell, since the variable may hold options too: "code --wait".
    const child = spawn('sh', ['-c', `${editor} "$1"`, 'sh', file], { stdio: 'inherit', env });
    const [status] = (await once(child, 'exit')) as [number | null];
    if (status !== 0) throw new Error(`the editor (${editor}) failed; nothing was changed`);
    return readFileSync(file, 'utf8');
  } finally {
    rmSync(directory, { recursive: true });
  }
}
