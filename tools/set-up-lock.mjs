import { createHash } from 'node:crypto';
import { unlinkSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const LOOK_AGAIN_MS = 250;

/**
 * Does `work` while no other process on this machine does the same in the same checkout. The lock is a listening
 * socket: the kernel gives it back however we end, so there is no stale lock to clean up. On Linux its name is not in
 * the file system at all.
 */
export async function withSetUpLock(root, work, onWait) {
  const id = `triton-set-up-${createHash('sha256').update(root).digest('hex').slice(0, 16)}`;
  const path = process.platform === 'linux' ? `\0${id}` : join(tmpdir(), id);
  let server;
  let told = false;
  while ((server = await tryListen(path)) === undefined) {
    if (!told) onWait?.();
    told = true;
    await removeIfDead(path);
    await delay(LOOK_AGAIN_MS);
  }
  try {
    return await work();
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}

function tryListen(path) {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error) => (error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error)));
    server.listen(path, () => resolve(server));
  });
}

/** A socket file outlives its process; nobody answers behind it then. */
async function removeIfDead(path) {
  if (path.startsWith('\0')) return;
  const refused = await new Promise((resolve) => {
    const socket = connect(path, () => resolve(socket.destroy() === undefined));
    socket.once('error', (error) => resolve(error.code === 'ECONNREFUSED'));
  });
  if (refused) unlinkSync(path);
}
