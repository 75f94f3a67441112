import { randomUUID } from 'node:crypto';
import { sql } from '@triton/database/kysely';
import { withRetries } from '@triton/database/with-retries';
import { itIsAJournal } from '@triton/workflow/testing/it-is-a-journal';
import { JobJournal } from '../src/jobs/job-journal';
import { insertJob } from '../src/jobs/new-job';
import { resizeDisk } from '../src/workflows/resize-disk';
import { SERVER_UUID } from './simulated-cnapi';
import { makeVm } from './workflow-world';
import { startWorld, type World } from './world';

let stack: World;
beforeAll(async () => {
  stack = await startWorld();
  await stack.stopRunner();
});
afterAll(() => stack.close());

itIsAJournal(async () => {
  const { db } = stack;
  const change = (jobUuid: string, values: { lease_expires_at: Date } | { look_again_at: Date }) =>
    db.updateTable('vmapi.jobs').set(values).where('uuid', '=', jobUuid).execute();
  const longAgo = new Date(0);
  return {
    journal: new JobJournal(db),
    async newJob() {
      const { uuid: vmUuid, owner_uuid: ownerUuid } = await makeVm(stack);
      const uuid = randomUUID();
      const params = { server_uuid: SERVER_UUID, payload: {} };
      const draft = { uuid, workflow: resizeDisk, task: 'update', vmUuid, ownerUuid, reqId: 'journal', params };
      await withRetries(db, (trx) => insertJob(trx, draft));
      await db
        .updateTable('vmapi.jobs')
        .set({ look_again_at: sql<Date>`now()` })
        .where('uuid', '=', uuid)
        .execute();
      return uuid;
    },
    expireLease: async (jobUuid) => void (await change(jobUuid, { lease_expires_at: longAgo })),
    makeDue: async (jobUuid) => void (await change(jobUuid, { look_again_at: longAgo })),
  };
});
