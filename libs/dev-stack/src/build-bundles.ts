import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { repositoryRoot } from './repository-root';

/** Brings dist/ up to date with the sources; nothing to do takes a moment only. */
export async function buildBundles(): Promise<void> {
  const build = join(repositoryRoot(), 'tools', 'build.mjs');
  try {
    await promisify(execFile)(process.execPath, [build, '--quiet']);
  } catch (cause) {
    throw new Error(`the build failed:\n${(cause as { stderr?: string }).stderr ?? ''}`, { cause });
  }
}
