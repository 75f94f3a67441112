import { randomUUID } from 'node:crypto';
import type { JobDraft } from '../jobs/new-job';
import type { OperableVm } from './demand-disk-operable';

interface DiskJobFacts {
  workflow: { name: string; version: string };
  subtask: 'create_disk' | 'resize_disk' | 'delete_disk';
  vm: OperableVm;
  diskUuid: string;
  reqId: string;
  query: object;
  /** What vmadm is told: `add_disks`, `update_disks` or `remove_disks`. Disks are named by uuid, never by path. */
  payload: object;
}

/** The job of a disk operation, as `GET /jobs` shows it: an update whose `subtask` says which. */
export function diskJob({ workflow, subtask, vm, diskUuid, reqId, query, payload }: DiskJobFacts): JobDraft {
  return {
    uuid: randomUUID(),
    workflow,
    task: 'update',
    vmUuid: vm.uuid,
    ownerUuid: vm.owner_uuid,
    diskUuid,
    reqId,
    params: { ...query, subtask, server_uuid: vm.server_uuid, vm_brand: vm.brand, payload },
  };
}
