import { VmapiClient } from '@triton/clients/vmapi-client';
import { seedData } from '../seed-data';
import type { Stack } from '../stack';
import type { BenchDisk } from './load-target';

const DATA_DISK_MIB = 1024;
const AT_ONCE = 16;
const TIMEOUT_MS = 120_000;

/** Creates stopped flexible machines, each with a boot disk and a data disk of 1 GiB. Answers the data disks. */
export async function makeMachines(stack: Stack, count: number): Promise<BenchDisk[]> {
  const vmapi = new VmapiClient({ url: stack.urls.vmapi });
  const disks: BenchDisk[] = [];
  let started = 0;
  const lane = async (): Promise<void> => {
    while (started < count) {
      started++;
      disks.push(await makeMachine(vmapi));
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
  } finally {
    vmapi.close();
  }
  return disks;
}

async function makeMachine(vmapi: VmapiClient): Promise<BenchDisk> {
  const { account, image, network, flexiblePackage } = seedData;
  if (!flexiblePackage.uuid) throw new Error('the package of the seed has no uuid');
  const { vm_uuid, job_uuid } = await vmapi.createVm({
    owner_uuid: account.id,
    brand: 'bhyve',
    billing_id: flexiblePackage.uuid,
    networks: [{ ipv4_uuid: network.id }],
    disks: [{ image_uuid: image.id }, { size: DATA_DISK_MIB }],
    autoboot: false,
  });
  const { execution, reason } = await vmapi.waitForJob(job_uuid, { timeoutMs: TIMEOUT_MS });
  if (execution !== 'succeeded') throw new Error(`no machine could be made: ${reason ?? execution}`);
  const { state, disks } = await vmapi.getVm(vm_uuid);
  const disk = disks.find(({ boot }) => !boot);
  if (state !== 'stopped' || !disk) throw new Error(`machine ${vm_uuid} is not as it was ordered`);
  return { machineId: vm_uuid, diskId: disk.uuid, sizeMib: disk.size };
}
