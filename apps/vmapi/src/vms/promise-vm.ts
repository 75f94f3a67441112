import { randomUUID } from 'node:crypto';
import { provisionNics } from '@triton/catalog/provision-nics';
import type { Transaction } from '@triton/database/kysely';
import type { CreateVmInput } from '@triton/schemas/create-vm-input';
import type { Package } from '@triton/schemas/package';
import { insertJob } from '../jobs/new-job';
import type { VmapiTables } from '../tables';
import { provision } from '../workflows/provision';
import type { Answer } from './answer-once';
import { promiseDisk } from './disk-table';
import type { BootImage } from './image-for-vm';
import type { NewDisk } from './lay-out-disks';
import type { NewVmFacts } from './new-vm-facts';
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

/** Writes all that a new VM on its chosen compute node is promised: its record, NICs, disks and the job that makes it. */
export async function promiseVm(
  trx: Transaction<VmapiTables>,
  plan: NewVmPlan,
  vm: NewVmFacts,
  serverUuid: string,
): Promise<Answer> {
  const { uuid, input, pkg, image, disks } = plan;
  // First what can refuse the VM for its name: addresses are dearer.
  await insertVm(trx, {
    uuid,
    owner_uuid: input.owner_uuid,
    server_uuid: serverUuid,
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
  const wishes = input.networks;
  const nics = await provisionNics(trx, { vmUuid: uuid, accountUuid: input.owner_uuid, wishes });
  const payload = provisionPayload({ input, pkg, vm, disks, nics });
  await trx
    .updateTable('vmapi.vms')
    .set({
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
