import { ConflictError } from '@triton/errors/conflict-error';
import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import type { ServiceCaller } from '@triton/http-server/callers/service-caller';
import type { Transaction } from '@triton/database/kysely';
import type { InterventionInput } from '@triton/schemas/intervention-input';
import type { JobRow, VmapiTables } from '../tables';
import { recordDrift } from '../vms/history-table';

/** The stuck job, locked. Any other is a runner's, and nobody's to decide about. */
export async function lockStuckJob(trx: Transaction<VmapiTables>, uuid: string): Promise<JobRow> {
  const job = await trx.selectFrom('vmapi.jobs').selectAll().where('uuid', '=', uuid).forUpdate().executeTakeFirst();
  if (!job) throw new ResourceNotFoundError('Job not found');
  if (job.stuck_reason !== null && !job.finished_at) return job;
  throw new ConflictError(`the job is not stuck, it is ${job.execution}`);
}

/**
 * Writes the decision into the VM's history, with the name of the credential that it came with: null where VMAPI asks
 * nobody for one.
 */
export async function recordIntervention(
  trx: Transaction<VmapiTables>,
  { uuid, vm_uuid: vmUuid, stuck_reason }: JobRow,
  decision: 'retried' | 'abandoned',
  { caller, input: { operator, evidence } }: { caller: ServiceCaller | undefined; input: InterventionInput },
): Promise<void> {
  const found = { decision, caller: caller?.name ?? null, ...(operator === undefined ? {} : { operator }), evidence };
  const changes = [{ path: `jobs.${uuid}`, expected: { stuck: stuck_reason }, found }];
  await recordDrift(trx, { vmUuid, cause: 'intervention', changes, jobUuid: uuid });
}
