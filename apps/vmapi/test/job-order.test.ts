import { randomUUID } from 'node:crypto';
import { withRetries } from '@triton/database/with-retries';
import { insertJob } from '../src/jobs/new-job';
import { acquireVmTicket } from '../src/workflows/steps/acquire-vm-ticket';
import { stopVm } from '../src/workflows/stop-vm';
import { cnapiInProcess } from './cnapi-in-process';
import { SERVER_UUID } from './simulated-cnapi';
import { makeVm } from './workflow-world';
import { startWorld, type World } from './world';

let stack: World;
let vm: { uuid: string; owner_uuid: string };
beforeAll(async () => {
  stack = await startWorld();
  await stack.stopRunner();
  stack.cnapi.wake = () => undefined;
});
beforeEach(async () => {
  vm = await makeVm(stack);
});
afterAll(() => stack.close());

async function admitted(): Promise<string> {
  const uuid = randomUUID();
  const params = { server_uuid: SERVER_UUID, payload: {} };
  const draft = { uuid, workflow: stopVm, task: 'stop', vmUuid: vm.uuid, ownerUuid: vm.owner_uuid, reqId: 'r', params };
  await withRetries(stack.db, (trx) => insertJob(trx, draft));
  return uuid;
}

/** What a runner does first for a job. */
function comesTo(jobUuid: string) {
  const job = { jobUuid, vmUuid: vm.uuid, serverUuid: SERVER_UUID, ownerUuid: vm.owner_uuid, payload: {} };
  return acquireVmTicket.run({ ...stack.context, cnapi: cnapiInProcess(stack.cnapi) }, job, {});
}

const line = () => stack.cnapi.tickets.filter(({ id }) => id === vm.uuid);

test('jobs of a VM stand in line as they were admitted, whichever a runner comes to first', async () => {
  const jobs = [await admitted(), await admitted(), await admitted()];
  expect(await comesTo(jobs[2] ?? '')).toMatchObject({ active: false });
  expect(line().map(({ key, waiter }) => [key, waiter])).toEqual(jobs.map((uuid) => [uuid, uuid]));
  expect(await comesTo(jobs[0] ?? '')).toMatchObject({ active: true });
  expect(await comesTo(jobs[1] ?? '')).toMatchObject({ active: false });
  expect(line()).toHaveLength(3);
});

test('jobs that have ended, are stuck or have their ticket are not put in line', async () => {
  const [ended, stuck, waits, last] = [await admitted(), await admitted(), await admitted(), await admitted()];
  const set = (
    uuid: string,
    values: Partial<Record<'execution' | 'finished_at' | 'stuck_reason' | 'journal', string>>,
  ) =>
    stack.db
      .updateTable('vmapi.jobs')
      .set(values as object)
      .where('uuid', '=', uuid)
      .execute();
  await set(ended, { execution: 'failed', finished_at: new Date().toISOString() });
  await set(stuck, { stuck_reason: 'nobody can undo it' });
  await set(waits, { journal: JSON.stringify({ steps: [{ name: 'a' }, { name: 'b' }] }) });
  await comesTo(last);
  expect(line().map(({ key }) => key)).toEqual([last]);
});

test('a disk can not be added to a VM that is about to run, and can to one that was started and stopped again', async () => {
  const post = async (action: string, body: object): Promise<unknown> => {
    const headers = { 'content-type': 'application/json' };
    const url = `${stack.url}/vms/${vm.uuid}?action=${action}`;
    const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
    return [answer.status, await answer.json()];
  };
  await post('start', {});
  expect(await post('create_disk', { size: 64 })).toMatchObject([
    409,
    { message: 'VM must be stopped to create a disk; a start is under way' },
  ]);
  await post('stop', {});
  expect(await post('create_disk', { size: 64 })).toMatchObject([202, {}]);
});
