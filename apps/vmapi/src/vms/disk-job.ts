import type { JobDraft } from '../jobs/new-job';
import type { OperableVm } from './demand-disk-operable';
import type { Action } from './read-action';
import { vmJobDraft } from './vm-job-draft';

interface DiskJobFacts {
  workflow: { name: string; version: string };
  subtask: 'create_disk' | 'resize_disk' | 'delete_disk';
  vm: OperableVm;
  diskUuid: string;
  action: Pick<Action<unknown>, 'origin' | 'reqId'>;
  /** What vmadm is told: `add_disks`, `update_disks` or `remove_disks`. Disks are named by uuid, never by path. */
  payload: object;
}

/** The job of a disk operation, as `GET /jobs` shows it: an update whose `subtask` says which. */
export function diskJob({ diskUuid, subtask, ...facts }: DiskJobFacts): JobDraft {
  return { ...vmJobDraft({ ...facts, task: 'update', params: { subtask } }), diskUuid };
}
