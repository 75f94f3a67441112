import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { repositoryRoot } from './repository-root';

/** Brings these bundles of dist/ up to date with their sources; nothing to do takes a moment only. */
export async function buildBundles(names: readonly string[]): Promise<void> {
  const build = join(repositoryRoot(), 'tools', 'build.mjs');
  try {
    await promisify(execFile)(process.execPath, [build, '--quiet', ...names]);
  } catch (cause) {
    throw new Error(`the build failed:\n${(cause as { stderr?: string }).stderr ?? ''}`, { cause });
  }
}
