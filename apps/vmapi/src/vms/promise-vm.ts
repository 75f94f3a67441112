import { randomUUID } from 'node:crypto';
import { provisionNics } from '@triton/catalog/provision-nics';
import type { Transaction } from '@triton/database/kysely';
import type { CreateVmInput } from '@triton/schemas/create-vm-input';
import type { Package } from '@triton/schemas/package';
import type { Context } from '../context';
import { insertJob } from '../jobs/new-job';
import type { VmapiTables } from '../tables';
import { provision } from '../workflows/provision';
import type { Answer } from './answer-once';
import { promiseDisk } from './disk-table';
import type { BootImage } from './image-for-vm';
import type { NewDisk } from './lay-out-disks';
import { provisionPayload } from './provision-payload';
import { insertVm } from './vm-table';

export interface NewVmPlan {
  uuid: string;
  input: CreateVmInput;
  pkg: Package;
  image: BootImage;
  disks: readonly NewDisk[];
  reqId: string;
  callerContext: Record<string, unknown> | undefined;
}

/** GiB of the zone's own dataset; the guest's disks are not in it. */
const ZONE_QUOTA_GIB = 1;

/** Writes all that a new VM is promised: its record, compute node, NICs, disks and the job that makes it. */
export async function promiseVm(context: Context, trx: Transaction<VmapiTables>, plan: NewVmPlan): Promise<Answer> {
  const { uuid, input, pkg, image, disks } = plan;
  const vm = {
    uuid,
    alias: input.alias ?? uuid.slice(0, 8),
    ram: input.ram ?? pkg.max_physical_memory,
    vcpus: input.vcpus ?? pkg.vcpus ?? 1,
    quota: ZONE_QUOTA_GIB,
    flexibleSizeMib: pkg.flexible_disk ? (input.flexible_disk_size ?? pkg.quota) : undefined,
  };
  // First what can refuse the VM for its name: space that was promised to it at CNAPI would be held for minutes.
  await insertVm(trx, {
    uuid,
    owner_uuid: input.owner_uuid,
    billing_id: input.billing_id,
    brand: input.brand,
    alias: vm.alias,
    state: 'provisioning',
    ram: vm.ram,
    vcpus: vm.vcpus,
    quota: vm.quota,
    flexible_disk_size: vm.flexibleSizeMib ?? null,
    indestructible_zoneroot: input.indestructible_zoneroot ?? false,
    tags: JSON.stringify(input.tags ?? {}),
    customer_metadata: JSON.stringify(input.customer_metadata ?? {}),
    internal_metadata: JSON.stringify(input.internal_metadata ?? {}),
  });
  const serverUuid = await chooseServer(context, plan, vm);
  const wishes = input.networks;
  const nics = await provisionNics(trx, { vmUuid: uuid, accountUuid: input.owner_uuid, wishes });
  const payload = provisionPayload({ input, pkg, vm, disks, nics });
  await trx
    .updateTable('vmapi.vms')
    .set({
      server_uuid: serverUuid,
      attributes: JSON.stringify({ ...payload.attributes, image_uuid: image.uuid }),
      nics: JSON.stringify(nics),
    })
    .where('uuid', '=', uuid)
    .execute();
  const jobUuid = randomUUID();
  for (const disk of disks) await promiseDisk(trx, { ...disk, vm_uuid: uuid, job_uuid: jobUuid });
  await insertJob(trx, {
    uuid: jobUuid,
    workflow: provision,
    task: 'provision',
    vmUuid: uuid,
    ownerUuid: input.owner_uuid,
    reqId: plan.reqId,
    params: {
      server_uuid: serverUuid,
      vm_brand: input.brand,
      origin: input.origin,
      context: plan.callerContext,
      payload: payload.vm,
    },
  });
  return { vm_uuid: uuid, job_uuid: jobUuid };
}

/** What a node holds for a VM it holds until the VM is reported, or for ten minutes when that never happens. */
async function chooseServer(
  { cnapi }: Context,
  { input, disks }: NewVmPlan,
  {
    uuid,
    ram,
    quota,
    flexibleSizeMib,
  }: { uuid: string; ram: number; quota: number; flexibleSizeMib: number | undefined },
): Promise<string> {
  const { server } = await cnapi.allocate({
    vm: {
      uuid,
      owner_uuid: input.owner_uuid,
      ram,
      quota,
      disks,
      ...(flexibleSizeMib ? { flexible_disk_size: flexibleSizeMib } : {}),
    },
    ...(input.server_uuid ? { servers: [input.server_uuid] } : {}),
  });
  return server.uuid;
}
