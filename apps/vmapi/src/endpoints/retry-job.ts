import { sql } from '@triton/database/kysely';
import { withRetries } from '@triton/database/with-retries';
import { InterventionInput } from '@triton/schemas/intervention-input';
import { Job } from '@triton/schemas/job';
import { endpoint } from '../endpoint';
import { lockStuckJob, recordIntervention } from '../jobs/intervention';
import { toJob } from '../jobs/to-job';
import { VmParams } from '../vms/vm-params';

export const retryJob = endpoint({
  name: 'RetryJob',
  method: 'post',
  path: '/jobs/:uuid',
  action: 'retry',
  description: 'For operators: a stuck job goes on where it got stuck, now that its cause is gone.',
  params: VmParams,
  input: InterventionInput,
  output: Job,
  status: 200,
  errors: ['ConflictError', 'ResourceNotFound', 'ValidationFailed'],
  async handle({ db, wakeJob }, { params, input, caller }) {
    const uuid = params.uuid.toLowerCase();
    const job = await withRetries(db, async (trx) => {
      const stuck = await lockStuckJob(trx, uuid);
      await recordIntervention(trx, stuck, 'retried', { caller, input });
      return trx
        .updateTable('vmapi.jobs')
        .set({ stuck_reason: null, look_again_at: sql<Date>`now()` })
        .where('uuid', '=', uuid)
        .returningAll()
        .executeTakeFirstOrThrow();
    });
    await wakeJob(uuid);
    return toJob(job);
  },
});
