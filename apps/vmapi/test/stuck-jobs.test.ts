import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashOfToken, newCallerToken } from '@triton/http-server/callers/caller-token';
import type { Job } from '@triton/schemas/job';
import { JobJournal } from '../src/jobs/job-journal';
import { startWorld, type World } from './world';

const tokens = { lena: newCallerToken('operator-lena'), cloudapi: newCallerToken('cloudapi') };

let world: World;
let dir: string;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'callers-'));
  const file = join(dir, 'callers.json');
  const hashes = (token: string) => [hashOfToken(token).toString('hex')];
  writeFileSync(file, JSON.stringify({ 'operator-lena': hashes(tokens.lena), cloudapi: hashes(tokens.cloudapi) }));
  world = await startWorld({ callers: { file, trustLoopback: true } });
});
afterAll(async () => {
  await world.close();
  rmSync(dir, { recursive: true });
});

const decision = { operator: 'mia', evidence: 'the node was replaced; zfs list shows disk1 as it was' };

async function ask(
  path: string,
  body?: object,
  token = tokens.lena,
): Promise<{ status: number; body: Job & Job[] & { message: string } }> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const request = body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) };
  const answer = await fetch(`${world.url}${path}`, request);
  return { status: answer.status, body: (await answer.json()) as Job & Job[] & { message: string } };
}

/** A resize that is stuck in the middle: CNAPI and the node have its task. */
async function stuckResize() {
  const vm = await world.newVm([1024]);
  const disk = vm.disks.find(({ boot }) => !boot);
  await world.stopRunner();
  const { job_uuid: jobUuid } = await world.vmapi.resizeDisk(vm.uuid, { disk_id: disk?.uuid ?? '', size: 2048 });
  const lease = { jobUuid, token: 'me', leaseMs: 60_000 };
  const journal = new JobJournal(world.db);
  await journal.claim(lease);
  await journal.markStuck(lease, {}, 'could not undo cnapi.update_vm: the server is not known');
  await world.startRunner();
  return { vm, jobUuid };
}

const stuckUuids = async () => (await ask('/jobs?stuck=true')).body.map(({ uuid }) => uuid);

test('operators find stuck jobs, and why they are stuck', async () => {
  const { jobUuid } = await stuckResize();
  expect(await stuckUuids()).toContain(jobUuid);
  expect((await ask('/jobs?stuck=false')).body.map(({ uuid }) => uuid)).not.toContain(jobUuid);
  expect((await ask(`/jobs/${jobUuid}`)).body).toMatchObject({
    execution: 'running',
    stuck: true,
    stuck_reason: 'could not undo cnapi.update_vm: the server is not known',
  });
});

test('a stuck job that is retried goes on to its end, and the VM remembers whose credential decided that and why', async () => {
  const { vm, jobUuid } = await stuckResize();
  const { status, body } = await ask(`/jobs/${jobUuid}?action=retry`, decision);
  expect([status, body.stuck]).toEqual([200, undefined]);
  expect((await world.finished(jobUuid)).execution).toBe('succeeded');
  expect(await stuckUuids()).not.toContain(jobUuid);
  const [entry] = (await ask(`/vms/${vm.uuid}/history`)).body as unknown[];
  expect(entry).toMatchObject({
    cause: 'intervention',
    job_uuid: jobUuid,
    changes: [{ path: `jobs.${jobUuid}`, found: { ...decision, decision: 'retried', caller: 'operator-lena' } }],
  });
});

test('a stuck job that is abandoned has failed, gives its space back and lets the next one go ahead', async () => {
  const { vm, jobUuid } = await stuckResize();
  const { job_uuid: next } = await world.vmapi.startVm(vm.uuid);
  const { body } = await ask(`/jobs/${jobUuid}?action=abandon`, decision);
  expect(body).toMatchObject({ execution: 'failed', reason: expect.stringMatching(/^abandoned by an operator/) });
  expect((await world.finished(next)).execution).toBe('succeeded');
  const after = await world.vmapi.getVm(vm.uuid);
  expect(after.disks.map(({ size, state }) => [size, state])).toEqual(vm.disks.map(({ size }) => [size, 'active']));
  expect(after.free_space).toBe(vm.free_space);
  expect(world.cnapi.queueOf(vm.uuid)).toEqual([]);
});

test.each(['retry', 'abandon'])('nobody decides to %s a job that is not stuck, or does not say why', async (action) => {
  const { jobUuid } = await stuckResize();
  for (const body of [{}, { operator: 'mia' }, { ...decision, operator: '' }, { ...decision, more: 1 }]) {
    expect((await ask(`/jobs/${jobUuid}?action=${action}`, body)).status).toBe(409);
  }
  expect(await stuckUuids()).toContain(jobUuid);
  await ask(`/jobs/${jobUuid}?action=abandon`, decision);
  const again = await ask(`/jobs/${jobUuid}?action=${action}`, decision);
  expect([again.status, again.body.message]).toEqual([409, 'the job is not stuck, it is failed']);
  const nowhere = '00000000-0000-4000-8000-00000000dead';
  expect((await ask(`/jobs/${nowhere}?action=${action}`, decision)).status).toBe(404);
});

test('only operators decide about stuck jobs, and whom a request claims to be from counts for nothing', async () => {
  const { vm, jobUuid } = await stuckResize();
  for (const action of ['retry', 'abandon']) {
    const { status } = await ask(
      `/jobs/${jobUuid}?action=${action}`,
      { ...decision, operator: 'root' },
      tokens.cloudapi,
    );
    expect(status).toBe(403);
  }
  expect(await stuckUuids()).toContain(jobUuid);
  const { evidence } = decision;
  await world.vmapi.abandonJob(jobUuid, { evidence });
  const [entry] = await world.vmapi.getVmHistory(vm.uuid);
  expect(entry?.changes).toMatchObject([{ found: { decision: 'abandoned', caller: 'loopback', evidence } }]);
});
