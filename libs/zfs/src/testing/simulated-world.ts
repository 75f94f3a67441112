import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createPool } from '../simulated/create-pool';
import { SimulatedZfsHost, type SimulatedZfsHostOptions } from '../simulated-zfs-host';

const TIB = 1024 ** 4;

export interface SimulatedWorld {
  readonly host: SimulatedZfsHost;
  readonly root: string;
  /** Removes the pool from the disk. */
  close(): void;
}

/** A simulated machine with an empty pool `zones` in a directory of its own. */
export async function newSimulatedWorld(
  options: Omit<SimulatedZfsHostOptions, 'root'> & { sizeBytes?: number } = {},
): Promise<SimulatedWorld> {
  const { sizeBytes = 3 * TIB, durable = false, ...rest } = options;
  const root = mkdtempSync(join(tmpdir(), 'zfs-sim-'));
  await createPool({ root, name: 'zones', sizeBytes, durable });
  const host = new SimulatedZfsHost({ root, durable, ...rest });
  return {
    host,
    root,
    close() {
      host.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}
