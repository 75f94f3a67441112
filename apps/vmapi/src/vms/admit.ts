import type { Transaction } from '@triton/database/kysely';
import { withRetries } from '@triton/database/with-retries';
import type { Reply } from '@triton/http-server/reply';
import type { Context } from '../context';
import { insertJob, type JobDraft } from '../jobs/new-job';
import type { VmapiTables } from '../tables';
import { acceptedReply, type ReplyWish } from './accepted-reply';
import { answerOnce, type RepeatableRequest } from './answer-once';
import { demandMatch } from './etag';
import { lockVm, touchVm, type VmWithDisks } from './vm-table';

export interface AdmissionRequest extends RepeatableRequest {
  vmUuid: string;
  /** Whose VM it must be; anyone's for operators. */
  ownerUuid?: string | undefined;
  ifMatch?: string | undefined;
  /** Who asked CloudAPI; kept with the job for the audit. */
  callerContext?: Record<string, unknown> | undefined;
  reply: ReplyWish;
}

/**
 * Decides and promises in ONE transaction, with the VM's row locked: the checks of `plan`, the rows it charges the
 * budget with, and the job. Two racing requests therefore never both take the last MiB. After the commit the job's uuid
 * is put on the queue; if that fails the sweeper does it, because the promise is already written.
 */
export async function admit(
  context: Context,
  request: AdmissionRequest,
  plan: (trx: Transaction<VmapiTables>, found: VmWithDisks) => Promise<JobDraft>,
): Promise<Reply> {
  const { answer, isNew } = await withRetries(context.db, (trx) =>
    answerOnce(trx, request, async () => {
      const found = await lockVm(trx, request.vmUuid, request.ownerUuid);
      demandMatch(request.ifMatch, found.vm.version);
      const draft = await plan(trx, found);
      await insertJob(trx, withCaller(draft, request.callerContext));
      await touchVm(trx, request.vmUuid);
      return {
        vm_uuid: draft.vmUuid,
        job_uuid: draft.uuid,
        ...(draft.diskUuid ? { disk_uuid: draft.diskUuid } : {}),
        ...(draft.snapshotName ? { snapshot_name: draft.snapshotName } : {}),
      };
    }),
  );
  if (isNew) await context.wakeJob(answer.job_uuid);
  return acceptedReply(context, answer, request.reply);
}

function withCaller(draft: JobDraft, context: Record<string, unknown> | undefined): JobDraft {
  return context === undefined ? draft : { ...draft, params: { ...draft.params, context } };
}
