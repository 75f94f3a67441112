import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../run.mjs';

const RECIPE = ['build-root.sh', 'init.sh'].map((name) => join(import.meta.dirname, name));
const IMAGE_SIZE = '5G'; // sparse: it takes what Debian takes

/**
 * The machine's disk, kernel and initrd below `cache`, built when this recipe was not yet: some minutes. A machine that
 * is there is complete, because it gets its name last.
 */
export async function buildImage(cache, { rebuild = false } = {}) {
  const key = createHash('sha256');
  for (const file of RECIPE) key.update(readFileSync(file));
  const machine = join(cache, `machine-${key.digest('hex').slice(0, 12)}`);
  if (rebuild) rmSync(machine, { recursive: true, force: true });
  if (!existsSync(machine)) await build(cache, machine);
  return { disk: join(machine, 'root.ext4'), kernel: join(machine, 'vmlinuz'), initrd: join(machine, 'initrd.img') };
}

async function build(cache, machine) {
  const work = join(cache, `build-${process.pid}`);
  const root = join(work, 'root');
  mkdirSync(root, { recursive: true });
  try {
    const [script, init] = RECIPE;
    // A mount namespace of its own: its mounts end with it.
    await run('nice', ['-n', '19', 'unshare', '--mount', '--propagation', 'private', 'sh', script, root]);
    copyFileSync(init, join(root, 'sbin', 'openzfs-init'));
    chmodSync(join(root, 'sbin', 'openzfs-init'), 0o755);
    const boot = readdirSync(join(root, 'boot'));
    for (const name of ['vmlinuz', 'initrd.img']) {
      const newest = boot
        .filter((file) => file.startsWith(`${name}-`))
        .sort()
        .at(-1);
      copyFileSync(join(root, 'boot', newest), join(work, name));
    }
    await run('nice', ['-n', '19', 'mke2fs', '-q', '-t', 'ext4', '-d', root, join(work, 'root.ext4'), IMAGE_SIZE]);
    rmSync(root, { recursive: true, force: true });
    renameSync(work, machine);
  } catch (error) {
    rmSync(work, { recursive: true, force: true });
    throw error;
  }
}
