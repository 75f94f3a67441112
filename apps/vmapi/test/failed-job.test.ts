import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { withRetries } from '@triton/database/with-retries';
import { JobJournal } from '../src/jobs/job-journal';
import { insertJob } from '../src/jobs/new-job';
import { startResize } from '../src/vms/disk-table';
import { lockVm } from '../src/vms/vm-table';
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

test('a job may fail while a report of its VM is being stored', async () => {
  const { db } = stack;
  const { uuid: vmUuid, owner_uuid: ownerUuid } = await makeVm(stack);
  const disk = await db
    .selectFrom('vmapi.disks')
    .select('uuid')
    .where('vm_uuid', '=', vmUuid)
    .executeTakeFirstOrThrow();
  const uuid = randomUUID();
  const params = { server_uuid: SERVER_UUID, payload: {} };
  await withRetries(db, async (trx) => {
    await insertJob(trx, { uuid, workflow: resizeDisk, task: 'update', vmUuid, ownerUuid, reqId: 'r', params });
    await startResize(trx, disk.uuid, 20_000, uuid);
  });
  const journal = new JobJournal(db);
  const lease = { jobUuid: uuid, token: 'me', leaseMs: 10_000 };
  await journal.claim(lease);

  // What storeReport does: the VM's row first, then its disks.
  let failed: Promise<boolean> = Promise.resolve(false);
  const stored = db.transaction().execute(async (trx) => {
    await lockVm(trx, vmUuid);
    failed = journal.fail(lease, {}, { step: 'cnapi.wait_task', reason: 'no space', since: new Date().toISOString() });
    failed.catch(() => undefined);
    await delay(100);
    await trx.updateTable('vmapi.disks').set({ snapshots_mib: 1 }).where('vm_uuid', '=', vmUuid).execute();
  });
  await stored;
  expect(await failed).toBe(true);
});
