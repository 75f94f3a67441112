import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { SimulatedZfsHost } from '@triton/zfs/simulated-zfs-host';

import type { Recording } from '../random/recording';
import { replayEpisode, type Difference } from './replay-episode';

const POOL_BYTES = 3 * 1024 ** 4;

/** Everything in which the simulated pool differs from what OpenZFS did. */
export async function compareRecording({ episodes }: Recording): Promise<Difference[]> {
  const differences: Difference[] = [];
  for (const episode of episodes) differences.push(...(await onNewPool((host) => replayEpisode(host, episode))));
  return differences;
}

/** A pool for each episode, because one that ends early leaves its datasets. */
async function onNewPool<T>(work: (host: SimulatedZfsHost) => Promise<T>): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), 'openzfs-'));
  const host = new SimulatedZfsHost({ root: join(directory, 'pools'), durable: false });
  try {
    const device = join(directory, 'device');
    writeFileSync(device, '');
    truncateSync(device, POOL_BYTES);
    await host.zpool(['create', '-f', '-O', 'mountpoint=none', 'zones', device]);
    return await work(host);
  } finally {
    host.close();
    rmSync(directory, { recursive: true, force: true });
  }
}
