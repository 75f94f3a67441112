import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { SimulatedZfsHost } from '@triton/zfs/simulated-zfs-host';
import { createPool } from '@triton/zfs/simulated/create-pool';

import { GIB, MIB } from '../bytes';
import { ConfigStore } from '../config-store';
import type { VmConfig } from '../vm-config';
import { makeVmadmHost, type VmadmHost, type VmadmHostOptions } from '../vmadm-host';

export const IMAGE = 'd4c79fef-da87-48e6-8178-f2357b43c293';
export const IMAGE_MIB = 10240;
export const VM = '926b8205-4b16-6ec4-f9ad-9883a8c84ce1';

/** Called before and after every command of ZFS and every write of a configuration. Throwing is a crash at that point. */
export type OnEffect = (moment: 'before' | 'after', what: string) => void;

export interface SimulatedNode {
  host: VmadmHost;
  zfs: SimulatedZfsHost;
  /** The lines of all commands since the node was made, or since the list was emptied. */
  commands: string[];
  /** Set it to watch, or to crash. */
  onEffect: OnEffect;
  close(): void;
}

/** A compute node in a directory of its own: pool `zones`, one image of 10 GiB, no VM. */
export async function makeSimulatedNode(
  options: Partial<VmadmHostOptions> & { poolBytes?: number } = {},
): Promise<SimulatedNode> {
  const directory = mkdtempSync(path.join(tmpdir(), 'vmadm-'));
  const root = path.join(directory, 'pool');
  const configDir = path.join(directory, 'zones');
  await createPool({ root, name: 'zones', sizeBytes: options.poolBytes ?? 4096 * GIB, durable: false });
  const commands: string[] = [];
  const onCommand: OnEffect = (moment, line) => {
    if (moment === 'before') commands.push(line);
    node.onEffect(moment, line);
  };
  const zfs = new SimulatedZfsHost({ root, durable: false, onCommand });
  const configs = new WatchedConfigStore(configDir, (moment, what) => node.onEffect(moment, what));
  const host = makeVmadmHost({ zfsHost: zfs, configDir, configs, vdevs: [], ...options });
  const close = (): void => {
    zfs.close();
    rmSync(directory, { recursive: true, force: true });
  };
  const node: SimulatedNode = { host, zfs, commands, onEffect: () => undefined, close };
  await host.zfs.createVolume(`zones/${IMAGE}`, { volsize: IMAGE_MIB * MIB, volblocksize: 8192 });
  await host.zfs.snapshot(`zones/${IMAGE}@final`);
  commands.length = 0;
  return node;
}

class WatchedConfigStore extends ConfigStore {
  constructor(
    directory: string,
    readonly onEffect: OnEffect,
  ) {
    super(directory, { durable: false });
  }

  override async write(config: VmConfig): Promise<void> {
    this.onEffect('before', `write ${config.uuid}`);
    await super.write(config);
    this.onEffect('after', `write ${config.uuid}`);
  }

  override async remove(uuid: string): Promise<void> {
    this.onEffect('before', `remove ${uuid}`);
    await super.remove(uuid);
    this.onEffect('after', `remove ${uuid}`);
  }
}
