import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

/** Bundles programs, each with all it needs, into `<directory>/<name>.cjs`. `entryPoints` are paths from the top, by name. */
export async function bundlePrograms(entryPoints, directory) {
  const { build, stop } = await import('esbuild');
  await build({
    absWorkingDir: root,
    entryPoints,
    outdir: directory,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    logLevel: 'warning',
  });
  await stop();
}
