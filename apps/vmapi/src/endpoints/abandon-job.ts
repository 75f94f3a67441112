import { sql } from '@triton/database/kysely';
import { withRetries } from '@triton/database/with-retries';
import { InterventionInput } from '@triton/schemas/intervention-input';
import { Job } from '@triton/schemas/job';
import { endpoint } from '../endpoint';
import { giveUpTicket } from '../jobs/give-up-ticket';
import { lockStuckJob, recordIntervention } from '../jobs/intervention';
import { toJob } from '../jobs/to-job';
import { settleFailure } from '../vms/settle-failure';
import { VmParams } from '../vms/vm-params';

export const abandonJob = endpoint({
  name: 'AbandonJob',
  method: 'post',
  path: '/jobs/:uuid',
  action: 'abandon',
  description:
    'For operators: a stuck job ends as failed, as it stands. Its promises are void, and the next job of its VM goes ahead.',
  params: VmParams,
  input: InterventionInput,
  output: Job,
  status: 200,
  errors: ['ConflictError', 'ResourceNotFound', 'ValidationFailed'],
  async handle(context, { params, input, caller }) {
    const uuid = params.uuid.toLowerCase();
    // Before the end is written: whoever asks again finds the job stuck and does the same again.
    const found = await withRetries(context.db, (trx) => lockStuckJob(trx, uuid));
    await giveUpTicket(context, found);
    const job = await withRetries(context.db, async (trx) => {
      const stuck = await lockStuckJob(trx, uuid);
      await recordIntervention(trx, stuck, 'abandoned', { caller, input });
      const ended = await trx
        .updateTable('vmapi.jobs')
        .set({
          execution: 'failed',
          reason: `abandoned by an operator; it was stuck: ${stuck.stuck_reason}`,
          finished_at: sql<Date>`now()`,
        })
        .where('uuid', '=', uuid)
        .returningAll()
        .executeTakeFirstOrThrow();
      await settleFailure(trx, ended);
      return ended;
    });
    return toJob(job);
  },
});
