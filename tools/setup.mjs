// Makes a bare clone ready to run: Node version, npm packages, redis-server. Uses node: modules only, and does nothing
// (needs no network, takes no time) when everything is there.
import { realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureNpmPackages } from './npm-packages.mjs';
import { planRedisServer } from './redis-server.mjs';
import { withSetUpLock } from './set-up-lock.mjs';

export const root = realpathSync(dirname(dirname(fileURLToPath(import.meta.url))));

/** Throws an error that says what is missing and how to get it. */
export async function setUp() {
  console.log('set-up');
  checkNode(process.versions.node);
  const waiting = () => console.log('  another set-up is at work in this checkout: waiting for it');
  await withSetUpLock(root, ensureAll, waiting);
}

/** The system's package manager and npm work at the same time: each mostly waits for the network. */
async function ensureAll() {
  const { note, install } = planRedisServer();
  const redis = install ? timed(install) : undefined;
  redis?.catch(() => undefined); // told below, after npm
  if (!redis) console.log(`  ${note}`);
  await ensureNpmPackages(root);
  if (redis) console.log(`  ${note}, meanwhile ... ${(await redis).toFixed(1)} s`);
}

/** Seconds that `work` took. */
async function timed(work) {
  const startedMs = Date.now();
  await work();
  return (Date.now() - startedMs) / 1000;
}

function checkNode(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return console.log(`  node ${version}`);
  throw new Error(
    `Node.js 20.19 or newer is needed; this is ${version} (${process.execPath}).\n` +
      'Get one from https://nodejs.org/en/download or with your version manager (nvm install 22).',
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  setUp().catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
