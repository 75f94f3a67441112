import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSnapshot } from '@triton/vmadm/create-snapshot';
import { createVm } from '@triton/vmadm/create-vm';
import { deleteVm } from '@triton/vmadm/delete-vm';
import { listVms } from '@triton/vmadm/list-vms';
import { loadVm } from '@triton/vmadm/load-vm';
import { rollbackSnapshot } from '@triton/vmadm/rollback-snapshot';
import { stopVm } from '@triton/vmadm/stop-vm';
import { updateVm } from '@triton/vmadm/update-vm';
import { makeVmadmHost } from '@triton/vmadm/vmadm-host';
import { createPool } from '@triton/zfs/simulated/create-pool';
import { SimulatedZfsHost } from '@triton/zfs/simulated-zfs-host';

/** What is counted, and how many `zfs` commands it may take at most, where a limit is set. */
export interface CommandCount {
  operation: string;
  commands: number;
  atMost?: number;
}

const VMS = 100;
const GIB = 1024 ** 3;
const VM = '926b8205-4b16-6ec4-f9ad-9883a8c84ce1';
const disk = (index: number): string => `/dev/zvol/rdsk/zones/${VM}/disk${index}`;

/** Counts the `zfs` commands of operations of `vmadm`, on a simulated pool. The numbers are the same on every machine. */
export async function countZfsCommands(): Promise<CommandCount[]> {
  const directory = mkdtempSync(join(tmpdir(), 'triton-count-'));
  const root = join(directory, 'pool');
  await createPool({ root, name: 'zones', sizeBytes: 16_384 * GIB, durable: false });
  let commands = 0;
  const onCommand = (moment: 'before' | 'after'): void => void (commands += Number(moment === 'before'));
  const zfsHost = new SimulatedZfsHost({ root, durable: false, onCommand });
  const host = makeVmadmHost({ zfsHost, configDir: join(directory, 'zones') });
  const counts: CommandCount[] = [];
  const count = async (operation: string, work: () => Promise<unknown>, atMost?: number): Promise<void> => {
    commands = 0;
    await work();
    counts.push({ operation, commands, ...(atMost === undefined ? {} : { atMost }) });
  };
  try {
    const flexible = { brand: 'bhyve', autoboot: false, flexible_disk_size: 102_400 };
    const disks = [{ size: 10_240, boot: true }, { size: 10_240 }];
    const resize = (size: number) => ({ update_disks: [{ path: disk(1), size, dangerous_allow_shrink: true }] });
    await count('create a VM with two disks', () => createVm(host, { ...flexible, uuid: VM, disks }));
    await count('get a VM', () => loadVm(host, VM), 1);
    await count('update that changes nothing', () => updateVm(host, VM, resize(10_240)), 1);
    await count('update that changes no disk', () => updateVm(host, VM, { alias: 'web0' }), 1);
    await count('grow a disk', () => updateVm(host, VM, resize(20_480)), 4);
    await count('shrink a disk', () => updateVm(host, VM, resize(10_240)), 4);
    await count('add a disk', () => updateVm(host, VM, { add_disks: [{ size: 10_240 }] }), 4);
    await count('remove a disk', () => updateVm(host, VM, { remove_disks: [disk(2)] }), 4);
    await count('raise the budget', () => updateVm(host, VM, { flexible_disk_size: 204_800 }), 4);
    await count('snapshot', () => createSnapshot(host, VM, 'one'));
    await count('roll back', () => rollbackSnapshot(host, VM, 'one'));
    await stopVm(host, VM, { force: true });
    for (let made = 1; made < VMS; made += 1) await createVm(host, { ...flexible, disks });
    const everything = { datasets: true, snapshots: true };
    await count(`list ${VMS} VMs with disks and snapshots`, () => listVms(host, everything), 2);
    await count('delete a VM', () => deleteVm(host, VM));
    return counts;
  } finally {
    zfsHost.close();
    rmSync(directory, { recursive: true, force: true });
  }
}
