import { type Static, Type } from '@sinclair/typebox';
import { ConflictError } from '@triton/errors/conflict-error';
import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import type { Transaction } from '@triton/database/kysely';
import type { JobRow, VmapiTables } from '../tables';
import { recordDrift } from '../vms/history-table';

/** Who decides about a job, and on what grounds. Both become part of the VM's history. */
export const InterventionInput = Type.Object(
  {
    operator: Type.String({ minLength: 1, maxLength: 128, description: 'Who decides this.' }),
    evidence: Type.String({ minLength: 1, maxLength: 4000, description: 'What was looked at, and what was found.' }),
  },
  { additionalProperties: false },
);
export type InterventionInput = Static<typeof InterventionInput>;

/** The stuck job, locked. Any other is a runner's, and nobody's to decide about. */
export async function lockStuckJob(trx: Transaction<VmapiTables>, uuid: string): Promise<JobRow> {
  const job = await trx.selectFrom('vmapi.jobs').selectAll().where('uuid', '=', uuid).forUpdate().executeTakeFirst();
  if (!job) throw new ResourceNotFoundError('Job not found');
  if (job.stuck_reason !== null && !job.finished_at) return job;
  throw new ConflictError(`the job is not stuck, it is ${job.execution}`);
}

/** Writes the decision into the VM's history. */
export async function recordIntervention(
  trx: Transaction<VmapiTables>,
  { uuid, vm_uuid: vmUuid, stuck_reason }: JobRow,
  decision: 'retried' | 'abandoned',
  { operator, evidence }: InterventionInput,
): Promise<void> {
  const changes = [
    { path: `jobs.${uuid}`, expected: { stuck: stuck_reason }, found: { decision, operator, evidence } },
  ];
  await recordDrift(trx, { vmUuid, cause: 'intervention', changes, jobUuid: uuid });
}
