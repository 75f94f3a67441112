import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DemoWorld } from './demo/demo-world';
import { tellStory } from './demo/tell-story';
import { reasonsOf } from './reasons-of';
import { removeDataDir } from './remove-data-dir';
import type { Stack } from './stack';
import { startStack } from './start-stack';

/** Starts a stack of its own, tells the story and ends everything. Answers the exit code. What failed keeps its logs. */
export async function runDemo(): Promise<number> {
  const dataDir = mkdtempSync(join(tmpdir(), 'triton-demo-'));
  chmodSync(dataDir, 0o755); // PostgreSQL's user must get to its part
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(130));
  const startedMs = Date.now();
  console.log('stack');
  let stack: Stack | undefined;
  let world: DemoWorld | undefined;
  try {
    stack = await startStack({
      dataDir,
      databaseUrl: process.env.DATABASE_URL,
      redisUrl: process.env.REDIS_URL,
      durable: false,
      say: (line) => console.log(`  ${line}`),
    });
    const seconds = ((Date.now() - startedMs) / 1000).toFixed(1);
    console.log(`  CloudAPI at ${stack.urls.cloudapi}, ${stack.nodes.length} compute nodes; started in ${seconds} s`);
    world = new DemoWorld(stack);
    await tellStory(world);
    world.close();
    await stack.close();
    removeDataDir(dataDir);
    return 0;
  } catch (err) {
    console.error(`\nThe demo failed: ${reasonsOf(err).join('\n  because: ')}`);
    console.error(`The logs are in ${dataDir}/logs`);
    world?.close();
    await stack?.close().catch((closing: unknown) => console.error(reasonsOf(closing).join('\n  because: ')));
    return 1;
  }
}
