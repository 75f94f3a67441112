import { randomUUID } from 'node:crypto';
import { provisionNics } from '@triton/catalog/provision-nics';
import { isUniqueViolation } from '@triton/database/is-unique-violation';
import { withRetries } from '@triton/database/with-retries';
import { ValidationFailedError } from '@triton/errors/validation-failed-error';
import { CreateVmInput } from '@triton/schemas/create-vm-input';
import { Accepted } from '@triton/schemas/job';
import { endpoint } from '../endpoint';
import { insertJob } from '../jobs/new-job';
import { answerOnce } from '../vms/answer-once';
import { promiseDisk } from '../vms/disk-table';
import { layOutDisks } from '../vms/lay-out-disks';
import { imageForVm } from '../vms/image-for-vm';
import { packageForVm } from '../vms/package-for-vm';
import { provisionPayload } from '../vms/provision-payload';
import { insertVm } from '../vms/vm-table';
import { provision } from '../workflows/provision';

/**
 * CreateVm (RFD 154, "CreateVM disks"): takes the package's attributes, lays out the disks, chooses a compute node and
 * promises the VM. The record is there, state `provisioning`, when the answer goes out.
 */
export const createVm = endpoint({
  name: 'CreateVm',
  method: 'post',
  path: '/vms',
  input: CreateVmInput,
  output: Accepted,
  status: 202,
  errors: ['ValidationFailed', 'InvalidArgument', 'NoAllocatableServers', 'ConflictError', 'ServiceUnavailable'],
  async handle(context, { input, reqId, headers }) {
    const pkg = await packageForVm(context, input.billing_id);
    const image = await imageForVm(context, input);
    const uuid = input.uuid?.toLowerCase() ?? randomUUID();
    const disks = layOutDisks(input, pkg, image);
    const flexibleSizeMib = pkg.flexible_disk ? (input.flexible_disk_size ?? pkg.quota) : undefined;
    const repeatable = {
      idempotencyKey: headers['idempotency-key']?.toString(),
      keyOwnerUuid: input.owner_uuid,
      fingerprint: ['create_vm', input],
    };
    try {
      const { answer, isNew } = await withRetries(context.db, (trx) =>
        answerOnce(trx, repeatable, async () => {
          const vm = {
            uuid,
            alias: input.alias ?? uuid.slice(0, 8),
            ram: input.ram ?? pkg.max_physical_memory,
            vcpus: input.vcpus ?? pkg.vcpus ?? 1,
            quota: 1,
            flexibleSizeMib,
          };
          // Asked only for a request that is new: what a node holds for a VM it holds until the VM is reported.
          const { server } = await context.cnapi.allocate({
            vm: {
              uuid,
              owner_uuid: input.owner_uuid,
              ram: vm.ram,
              quota: vm.quota,
              disks,
              ...(flexibleSizeMib ? { flexible_disk_size: flexibleSizeMib } : {}),
            },
            ...(input.server_uuid ? { servers: [input.server_uuid] } : {}),
          });
          const wishes = input.networks;
          const nics = await provisionNics(trx, { vmUuid: uuid, accountUuid: input.owner_uuid, wishes });
          const payload = provisionPayload({ input, pkg, vm, disks, nics });
          await insertVm(trx, {
            uuid,
            owner_uuid: input.owner_uuid,
            server_uuid: server.uuid,
            billing_id: input.billing_id,
            brand: input.brand,
            alias: vm.alias,
            state: 'provisioning',
            ram: vm.ram,
            vcpus: vm.vcpus,
            quota: vm.quota,
            flexible_disk_size: flexibleSizeMib ?? null,
            indestructible_zoneroot: input.indestructible_zoneroot ?? false,
            attributes: JSON.stringify(payload.attributes),
            tags: JSON.stringify(input.tags ?? {}),
            customer_metadata: JSON.stringify(input.customer_metadata ?? {}),
            internal_metadata: JSON.stringify(input.internal_metadata ?? {}),
            nics: JSON.stringify(nics),
          });
          const jobUuid = randomUUID();
          for (const { uuid: diskUuid, pci_slot, size, boot, image_uuid, block_size } of disks) {
            await promiseDisk(trx, {
              uuid: diskUuid,
              vm_uuid: uuid,
              pci_slot,
              size,
              job_uuid: jobUuid,
              boot: boot ?? false,
              image_uuid: image_uuid ?? null,
              block_size: block_size ?? null,
            });
          }
          await insertJob(trx, {
            uuid: jobUuid,
            workflow: provision,
            task: 'provision',
            vmUuid: uuid,
            ownerUuid: input.owner_uuid,
            reqId,
            params: { server_uuid: server.uuid, vm_brand: input.brand, origin: input.origin, payload: payload.vm },
          });
          return { vm_uuid: uuid, job_uuid: jobUuid };
        }),
      );
      if (isNew) await context.wakeJob(answer.job_uuid);
      return answer;
    } catch (error) {
      if (isUniqueViolation(error, 'vms_one_alias_an_owner')) throw taken('alias', error);
      if (isUniqueViolation(error, 'vms_pkey')) throw taken('uuid', error);
      throw error;
    }
  },
});

function taken(field: string, cause: unknown): ValidationFailedError {
  const fault = { field, code: 'Duplicate', message: 'Already exists' };
  return new ValidationFailedError('Invalid VM parameters', [fault], { cause });
}
