import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createVm } from '@triton/vmadm/create-vm';
import { makeVmadmHost } from '@triton/vmadm/vmadm-host';
import { createPool } from '@triton/zfs/simulated/create-pool';
import { SimulatedZfsHost } from '@triton/zfs/simulated-zfs-host';
import { repositoryRoot } from '../repository-root';
import type { Summary } from './summarize';
import { summarize } from './summarize';

const RUNS = 20;
const TARGET_MS = 150;
const VM = '926b8205-4b16-6ec4-f9ad-9883a8c84ce1';
const POOL_BYTES = 1024 ** 4;

/** From the start of a process to its end. */
export interface VmadmStartReport {
  targetMs: number;
  /** The median of `vmadmGet` is within the target. */
  met: boolean;
  vmadmGet: Summary;
  /** Node alone, with nothing to do: the part that no program can save. */
  node: Summary;
}

/** Runs `tools/bin/vmadm get` again and again, in turns with a Node that does nothing. The bundle must be built. */
export async function measureVmadmStart(): Promise<VmadmStartReport> {
  const directory = mkdtempSync(join(tmpdir(), 'triton-bench-vmadm-'));
  try {
    const env = { ...process.env, ZFS_SIM_ROOT: join(directory, 'pool'), VMADM_ROOT: join(directory, 'zones') };
    await createPool({ root: env.ZFS_SIM_ROOT, name: 'zones', sizeBytes: POOL_BYTES });
    const zfsHost = new SimulatedZfsHost({ root: env.ZFS_SIM_ROOT });
    const host = makeVmadmHost({ zfsHost, configDir: env.VMADM_ROOT });
    const disks = [{ size: 1024, boot: true }, { size: 1024 }];
    await createVm(host, { uuid: VM, brand: 'bhyve', autoboot: false, flexible_disk_size: 10_240, disks });
    zfsHost.close();
    const vmadm = join(repositoryRoot(), 'tools', 'bin', 'vmadm');
    const samples = { vmadmGet: [] as number[], node: [] as number[] };
    for (let run = 0; run < RUNS; run += 1) {
      samples.vmadmGet.push(await timeMs(vmadm, ['get', VM], env));
      samples.node.push(await timeMs(process.execPath, ['-e', '0'], env));
    }
    const vmadmGet = summarize(samples.vmadmGet);
    return { targetMs: TARGET_MS, met: vmadmGet.median < TARGET_MS, vmadmGet, node: summarize(samples.node) };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function timeMs(program: string, args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const startedMs = performance.now();
  await promisify(execFile)(program, args, { env });
  return performance.now() - startedMs;
}
