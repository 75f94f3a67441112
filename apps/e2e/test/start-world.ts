import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase } from '@triton/database/testing/test-database';
import type { StackOptions } from '@triton/dev-stack/stack-options';
import { startStack } from '@triton/dev-stack/start-stack';
import { World } from './world';

/** What a test run leaves behind must be able to explain it; tests themselves log next to nothing. */
const LOGGED = { LOG_LEVEL: 'info' };
const SERVICES = ['papi', 'cnapi', 'vmapi', 'vmapi-runner', 'cloudapi', 'cn-agent'];

export interface WorldOptions extends Pick<StackOptions, 'nodes' | 'strictCredentials'> {
  /** PostgreSQL and Redis of its own, for tests that kill them. Otherwise those of the test run, which start faster. */
  ownStores?: boolean;
}

/** A whole stack, real processes and all, in a directory of its own that `close` removes. */
export async function startWorld({
  ownStores = false,
  nodes = 1,
  strictCredentials = false,
}: WorldOptions = {}): Promise<World> {
  const dataDir = realpathSync(mkdtempSync(join(tmpdir(), 'triton-e2e-')));
  chmodSync(dataDir, 0o755); // PostgreSQL's user must get to its part
  const database = ownStores ? undefined : await createTestDatabase();
  const remove = async () => {
    await database?.drop();
    // A link, where PostgreSQL's user could not get to the place itself.
    if (ownStores) rmSync(realpathSync(join(dataDir, 'postgres')), { recursive: true, force: true });
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    const stack = await startStack({
      dataDir,
      nodes,
      strictCredentials,
      durable: false,
      env: Object.fromEntries(SERVICES.map((name) => [name, LOGGED])),
      databaseUrl: database?.url,
      redisUrl: ownStores ? undefined : process.env.REDIS_URL,
    });
    return new World(stack, remove);
  } catch (err) {
    await remove();
    throw err;
  }
}
