import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';

import { SimulatedZfsHost } from '@triton/zfs/simulated-zfs-host';
import { createPool } from '@triton/zfs/simulated/create-pool';
import { Zfs } from '@triton/zfs/zfs';

import { type Finished, runVmadm, type RunOptions } from '../run-vmadm';

const GIB = 1024 ** 3;
export const IMAGE = 'd4c79fef-da87-48e6-8178-f2357b43c293';
export const VM = '926b8205-4b16-6ec4-f9ad-9883a8c84ce1';
export const NOBODY = '11111111-1111-4111-8111-111111111111';
export const DISK0 = `/dev/zvol/rdsk/zones/${VM}/disk0`;

export interface CliWorld {
  directory: string;
  zfs: Zfs;
  /** Runs `vmadm` with `input` on stdin; undefined: stdin is a terminal. */
  vmadm(args: string[], input?: unknown, options?: RunOptions): Promise<Finished>;
  /** A stopped VM `web0` with a boot disk of 100 GiB and as much free space. */
  create(more?: object): Promise<Finished>;
  close(): void;
}

/** A compute node in a directory of its own, with one image. */
export async function makeCliWorld(): Promise<CliWorld> {
  const directory = mkdtempSync(path.join(tmpdir(), 'vmadm-cli-'));
  const root = path.join(directory, 'pool');
  const env = { ZFS_SIM_ROOT: root, VMADM_ROOT: path.join(directory, 'zones') };
  await createPool({ root, name: 'zones', sizeBytes: 4096 * GIB });
  const zfsHost = new SimulatedZfsHost({ root });
  const zfs = new Zfs(zfsHost);
  await zfs.createVolume(`zones/${IMAGE}`, { volsize: 10 * GIB, volblocksize: 8192 });
  await zfs.snapshot(`zones/${IMAGE}@final`);
  const vmadm: CliWorld['vmadm'] = (args, input, options) => {
    const stdin = Readable.from(input === undefined ? [] : [typeof input === 'string' ? input : JSON.stringify(input)]);
    return runVmadm(args, env, Object.assign(stdin, { isTTY: input === undefined }), options);
  };
  return {
    directory,
    zfs,
    vmadm,
    create: (more = {}) =>
      vmadm(['create'], {
        uuid: VM,
        brand: 'bhyve',
        alias: 'web0',
        ram: 1024,
        autoboot: false,
        flexible_disk_size: 204800,
        disks: [{ image_uuid: IMAGE, size: 102400, boot: true }],
        ...more,
      }),
    close() {
      zfsHost.close();
      rmSync(directory, { recursive: true });
    },
  };
}

export const ok = (message: string): Finished => ({ stdout: '', stderr: `${message}\n`, exitCode: 0 });
export const failed = (message: string): Finished => ({ stdout: '', stderr: `${message}\n`, exitCode: 1 });
