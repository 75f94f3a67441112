import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The OS user that a server of ours runs as. */
export interface ServerOwner {
  uid: number;
  gid: number;
}

const NAME = 'postgres';
const ATTEMPTS = 20;

/**
 * PostgreSQL refuses to run as root. As root, the answer is the user `postgres`, created where it is missing; for anyone
 * else it is undefined: the server runs as whoever starts it.
 */
export async function serverOwner(): Promise<ServerOwner | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  for (let attempt = 1; ; attempt++) {
    const owner = await lookUp();
    if (owner !== undefined) return owner;
    try {
      await create();
    } catch (cause) {
      // Two that start at once both find no user; one gets the lock of /etc/passwd, and the other then finds the user.
      if (attempt < ATTEMPTS && !notThere(cause)) await new Promise((resolve) => setTimeout(resolve, 100));
      else throw new Error(`PostgreSQL needs an OS user that is not root: create one named ${NAME}`, { cause });
    }
  }
}

async function lookUp(): Promise<ServerOwner | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', NAME]), run('id', ['-g', NAME])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}

async function create(): Promise<void> {
  const PATH = `${process.env.PATH ?? ''}:/usr/sbin:/sbin`;
  const args = ['--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent'];
  await run('useradd', [...args, '--shell', '/usr/sbin/nologin', NAME], { env: { ...process.env, PATH } });
}

function notThere(thrown: unknown): boolean {
  return (thrown as NodeJS.ErrnoException).code === 'ENOENT';
}
