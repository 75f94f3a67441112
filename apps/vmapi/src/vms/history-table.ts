import type { Kysely, Transaction } from '@triton/database/kysely';
import type { Drift, HistoryCause, VmHistoryEntry } from '@triton/schemas/vm-history';
import type { VmapiTables } from '../tables';

const EXPLANATIONS: Readonly<Record<HistoryCause, string>> = {
  operator: 'changed on the compute node by hand, past VMAPI',
  rollback: 'the disks went back to a snapshot on the compute node',
  crash: 'a change was interrupted on the compute node, and finished, undone or repaired there later',
  intervention: 'an operator decided about a stuck job',
};

export interface FoundDrift {
  vmUuid: string;
  cause: HistoryCause;
  changes: readonly Drift[];
  jobUuid?: string | undefined;
}

export async function recordDrift(trx: Transaction<VmapiTables>, drift: FoundDrift): Promise<void> {
  const { vmUuid, cause, changes, jobUuid } = drift;
  await trx
    .insertInto('vmapi.vm_history')
    .values({ vm_uuid: vmUuid, cause, changes: JSON.stringify(changes), job_uuid: jobUuid ?? null })
    .execute();
}

/** Newest first. */
export async function listHistory(
  db: Kysely<VmapiTables>,
  vmUuid: string,
  { limit, offset }: { limit: number; offset: number },
): Promise<VmHistoryEntry[]> {
  const rows = await db
    .selectFrom('vmapi.vm_history')
    .selectAll()
    .where('vm_uuid', '=', vmUuid)
    .orderBy('id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute();
  return rows.map(({ at, cause, changes, job_uuid }) => ({
    at: at.toISOString(),
    cause,
    explanation: EXPLANATIONS[cause],
    changes,
    ...(job_uuid === null ? {} : { job_uuid }),
  }));
}
