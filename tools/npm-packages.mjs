import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.mjs';
import { step } from './step.mjs';

const readPackages = (path) => JSON.parse(readFileSync(path, 'utf8')).packages;

/**
 * Why node_modules is not what package-lock.json asks for, or undefined when it is. npm writes its own record of what
 * it installed as the last thing, so an installation that was broken off has none.
 */
export function whyInstall(root) {
  const installedPath = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installedPath)) return 'node_modules is not there';
  const wanted = readPackages(join(root, 'package-lock.json'));
  const installed = readPackages(installedPath);
  for (const [path, { version, integrity, link, optional }] of Object.entries(wanted)) {
    if (!path.startsWith('node_modules/')) continue; // the workspaces themselves
    const there = installed[path];
    // Packages for other platforms are optional and rightly absent.
    if (there === undefined && optional) continue;
    if (there === undefined) return `${path} is missing`;
    if (!link && (there.version !== version || there.integrity !== integrity)) return `${path} is not ${version}`;
  }
  return undefined;
}

/** Installs what package-lock.json says, unless it is there. Needs no network when it is. */
export async function ensureNpmPackages(root) {
  const why = whyInstall(root);
  if (why === undefined) return console.log('  npm packages match package-lock.json');
  await step(`npm ci (${why})`, () =>
    run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root }),
  );
}
