import { spawnSync } from 'node:child_process';
import { run } from './run.mjs';

const found = (command) => spawnSync('sh', ['-c', `command -v ${command}`], { encoding: 'utf8' }).stdout.trim();

// Only the program is wanted. policy-rc.d tells Debian's maintainer scripts to start no service; where there is
// systemd, the unit is switched off as well, or it would be there after the next boot.
const APT = `
set -e
export DEBIAN_FRONTEND=noninteractive
if [ ! -e /usr/sbin/policy-rc.d ]; then
  trap 'rm -f /usr/sbin/policy-rc.d' EXIT
  trap 'exit 1' INT TERM
  printf '#!/bin/sh\\nexit 101\\n' > /usr/sbin/policy-rc.d
  chmod 755 /usr/sbin/policy-rc.d
fi
install() { apt-get -o DPkg::Lock::Timeout=120 install -y -q --no-install-recommends redis-server; }
install || { apt-get update -q; install; }
if [ -d /run/systemd/system ]; then systemctl disable redis-server || true; fi
`;

const INSTALLERS = [
  { command: 'apt-get', script: APT },
  { command: 'dnf', script: 'dnf install -y -q redis || dnf install -y -q valkey-compat-redis' },
  { command: 'apk', script: 'apk add --quiet redis' },
  { command: 'brew', script: 'brew install --quiet redis', asUser: true },
];

const THREE_WAYS = `no redis-server on PATH and no way to install it. Any one of these helps:
  - install it yourself, for example: apt-get install redis-server
  - set REDIS_URL to a Redis server that may be used
  - run this as root (or with passwordless sudo), so that it can be installed for you`;

/**
 * What is to be done so that there is a redis-server, unless REDIS_URL names one that runs already: a note to print, and
 * `install` when it has to be installed. Throws when there is no way.
 */
export function planRedisServer(env = process.env) {
  if (env.REDIS_URL) return { note: 'redis: REDIS_URL is set' };
  const path = found('redis-server');
  if (path) return { note: `redis-server: ${path}` };
  const installer = INSTALLERS.find(({ command }) => found(command));
  const prefix = installer && howToRun(installer);
  if (prefix === undefined) throw new Error(THREE_WAYS);
  const install = async () => {
    try {
      await run(prefix[0], [...prefix.slice(1), installer.script]);
    } catch (error) {
      throw new Error(`${error.message}\n\n${THREE_WAYS}`, { cause: error });
    }
    if (!found('redis-server')) throw new Error(THREE_WAYS);
  };
  return { note: `redis-server: installing it with ${installer.command}`, install };
}

/** The command in front of a script: a shell, with the rights to install. Undefined when we have none. */
function howToRun({ asUser }) {
  const shell = ['sh', '-c'];
  if (asUser || process.getuid?.() === 0) return shell;
  const sudo = found('sudo') && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0;
  return sudo ? ['sudo', '-n', ...shell] : undefined;
}
