import type { Transaction } from '@triton/database/kysely';
import { sql } from '@triton/database/kysely';
import type { VmapiTables } from '../tables';

/** What an operation asks for; `uuid` is chosen before, so that the disk rows of the job can name it. */
export interface JobDraft {
  uuid: string;
  /** Name and version of the workflow that does it. */
  workflow: { name: string; version: string };
  /** Triton's word for the kind of work: provision, update, start, stop, reboot, destroy. */
  task: string;
  vmUuid: string;
  ownerUuid: string;
  diskUuid?: string;
  /** Of the snapshot that the job makes. */
  snapshotName?: string;
  reqId: string;
  /** What the workflow works with, and what `GET /jobs` shows. */
  params: Record<string, unknown>;
}

/** Seconds after which the sweeper queues a job that the queue has lost (or that was never put there). */
export const LOOK_AGAIN_SECONDS = 3;

/** Writes the promise. The row is its own outbox: a job nobody queued is found by the sweeper. */
export async function insertJob(trx: Transaction<VmapiTables>, draft: JobDraft): Promise<void> {
  await trx
    .insertInto('vmapi.jobs')
    .values({
      uuid: draft.uuid,
      workflow: draft.workflow.name,
      workflow_version: draft.workflow.version,
      vm_uuid: draft.vmUuid,
      disk_uuid: draft.diskUuid ?? null,
      owner_uuid: draft.ownerUuid,
      task: draft.task,
      params: JSON.stringify(draft.params),
      req_id: draft.reqId,
      journal: '{}',
      look_again_at: sql<Date>`now() + make_interval(secs => ${LOOK_AGAIN_SECONDS})`,
    })
    .execute();
}
