import { randomUUID } from 'node:crypto';
import type { JobDraft } from '../jobs/new-job';
import type { VmRow } from '../tables';
import type { Action } from './read-action';

interface DraftFacts {
  action: Pick<Action<unknown>, 'origin' | 'reqId'>;
  workflow: { name: string; version: string };
  /** Triton's word for the kind of work. */
  task: string;
  vm: VmRow;
  /** What the compute node is told. */
  payload: object;
  /** What `GET /jobs` shows beyond that: `subtask`, `snapshot_name`. */
  params?: object;
}

/** The job of an action on a VM. */
export function vmJobDraft({ action, workflow, task, vm, payload, params = {} }: DraftFacts): JobDraft {
  return {
    uuid: randomUUID(),
    workflow,
    task,
    vmUuid: vm.uuid,
    ownerUuid: vm.owner_uuid,
    reqId: action.reqId,
    params: { ...action.origin, ...params, server_uuid: vm.server_uuid, vm_brand: vm.brand, payload },
  };
}
