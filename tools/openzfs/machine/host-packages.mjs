import { existsSync } from 'node:fs';
import { run } from '../../run.mjs';

/** Program that must be there, and the Debian package that brings it. */
const NEEDED = {
  '/usr/bin/qemu-system-x86_64': 'qemu-system-x86',
  '/usr/sbin/debootstrap': 'debootstrap',
  '/usr/sbin/mke2fs': 'e2fsprogs',
  '/usr/bin/unshare': 'util-linux',
};

/** Installs what builds and runs the machine, when it is missing. Answers the names of the packages it installed. */
export async function installHostPackages() {
  const missing = Object.entries(NEEDED).flatMap(([path, name]) => (existsSync(path) ? [] : [name]));
  if (missing.length === 0) return missing;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['-q', 'update'], { env });
  await run(
    'apt-get',
    ['-q', '-y', '-o', 'DPkg::Lock::Timeout=120', 'install', '--no-install-recommends', ...missing],
    {
      env,
    },
  );
  return missing;
}
