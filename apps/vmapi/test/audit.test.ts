import { randomUUID } from 'node:crypto';
import type { AuditFinding } from '@triton/schemas/audit-finding';
import type { Server } from '@triton/schemas/server';
import type { Vm } from '@triton/schemas/vm';
import { runAudit } from '../src/audit/run-audit';
import { JobJournal } from '../src/jobs/job-journal';
import { cnapiInProcess } from './cnapi-in-process';
import { SERVER_UUID } from './simulated-cnapi';
import { startWorld, type World } from './world';

let world: World;
/** What CNAPI says of the node; VMs of other tests are on it, too. */
let server: { status: string; vms: Record<string, unknown>; last_heartbeat: string };
beforeAll(async () => {
  world = await startWorld();
});
beforeEach(() => {
  server = { status: 'running', vms: {}, last_heartbeat: '2026-03-03T10:00:00.000Z' };
});
afterAll(() => world.close());

async function audited(subject: string): Promise<AuditFinding[]> {
  const { db, log } = world.context;
  const getServer = async () => server as unknown as Server;
  const { findings, failures } = await runAudit({
    ...{ db, log },
    cnapi: { ...cnapiInProcess(world.cnapi), getServer },
  });
  expect(failures).toEqual([]);
  return findings.filter(({ vm_uuid, server_uuid, subject: about }) => [vm_uuid, server_uuid, about].includes(subject));
}

const nodeDisk = (vm: Vm, index: number) => {
  const disk = world.cnapi.node.get(vm.uuid).disks[index];
  if (!disk) throw new Error('the VM has no such disk');
  return disk;
};

test('where ledger, record and node agree there is nothing to find', async () => {
  const vm = await world.newVm([2048]);
  expect(await audited(vm.uuid)).toEqual([]);
});

test("what an operator did on the node becomes the record, once, and part of the VM's history", async () => {
  const vm = await world.newVm([2048]);
  nodeDisk(vm, 1).size = 4096;
  const path = `disks.${vm.disks[1]?.uuid}.size`;
  expect(await audited(vm.uuid)).toMatchObject([
    {
      rule: 'differing-vm',
      cause: 'operator',
      healed: true,
      evidence: { changes: [{ path, expected: 2048, found: 4096 }], grounds: 'no job of VMAPI accounts for it' },
    },
  ]);
  expect((await world.vmapi.getVm(vm.uuid)).disks[1]).toMatchObject({ size: 4096 });
  expect(await world.vmapi.getVmHistory(vm.uuid)).toMatchObject([{ cause: 'operator', changes: [{ path }] }]);
  expect(await audited(vm.uuid)).toEqual([]);
});

test('sizes that went back on a VM with snapshots are a rollback, and a broken budget is left to an operator', async () => {
  const vm = await world.newVm([2048]);
  world.cnapi.node.snapshot(vm.uuid, 'before');
  await world.vmapi.putVm(vm.uuid, {
    ...structuredClone(world.cnapi.node.get(vm.uuid)),
    quota: 1,
    observed: Date.now(),
  });
  nodeDisk(vm, 1).size = 102_400;
  expect(await audited(vm.uuid)).toMatchObject([
    { rule: 'differing-vm', cause: 'rollback', healed: true },
    {
      rule: 'over-budget',
      cause: 'rollback',
      healed: false,
      evidence: { charged: 112_640, flexible_disk_size: 102_400 },
    },
  ]);
});

test('what a failed operation has done all the same is residue of a crash', async () => {
  const vm = await world.newVm([2048]);
  world.cnapi.failNext = 'the node fell over';
  const disk = vm.disks[1]?.uuid ?? '';
  const { job_uuid } = await world.vmapi.resizeDisk(vm.uuid, { disk_id: disk, size: 3072 });
  expect((await world.finished(job_uuid)).execution).toBe('failed');
  nodeDisk(vm, 1).size = 3072;
  expect(await audited(vm.uuid)).toMatchObject([
    { cause: 'crash', healed: true, evidence: { grounds: `job ${job_uuid} of that disk failed: the node fell over` } },
  ]);
});

test('a promise to a job that has ended is revoked, and its space is free again', async () => {
  const vm = await world.newVm([2048]);
  const job = randomUUID();
  await world.db
    .updateTable('vmapi.disks')
    .set({ state: 'resizing', target_size: 90_000, job_uuid: job })
    .where('uuid', '=', vm.disks[1]?.uuid ?? '')
    .execute();
  expect(await audited(vm.uuid)).toMatchObject([
    { rule: 'broken-promise', subject: job, cause: 'crash', healed: true },
  ]);
  expect((await world.vmapi.getVm(vm.uuid)).free_space).toBe(vm.free_space);
  expect(await audited(vm.uuid)).toEqual([]);
});

test('a VM that something is being done to is left alone', async () => {
  const vm = await world.newVm([2048]);
  world.cnapi.held = true;
  await world.vmapi.startVm(vm.uuid);
  nodeDisk(vm, 1).size = 4096;
  expect(await audited(vm.uuid)).toEqual([]);
  world.cnapi.resume();
});

test('a VM that only the node knows is listed and not touched', async () => {
  const vm = await world.newVm();
  const stranger = randomUUID();
  server.vms = { [stranger]: {}, [vm.uuid]: {} };
  expect(await audited(stranger)).toMatchObject([{ rule: 'unknown-vm', cause: 'operator', healed: false }]);
  expect(await audited(vm.uuid)).toEqual([]);
});

test('a node without a sign of life is lost, with all that is on it, and found again', async () => {
  server.status = 'unknown';
  expect(await audited(SERVER_UUID)).toMatchObject([
    { rule: 'lost-node', cause: 'lost-node', healed: false, evidence: { last_heartbeat: server.last_heartbeat } },
  ]);
  server.status = 'running';
  expect((await audited(SERVER_UUID)).filter(({ rule }) => rule === 'lost-node')).toEqual([]);
});

test('a stuck job is found until somebody decides about it, since when it was first seen', async () => {
  const vm = await world.newVm();
  await world.stopRunner();
  const { job_uuid: jobUuid } = await world.vmapi.startVm(vm.uuid);
  const journal = new JobJournal(world.db);
  await journal.claim({ jobUuid, token: 'me', leaseMs: 60_000 });
  await journal.markStuck({ jobUuid, token: 'me', leaseMs: 60_000 }, {}, 'nobody can undo it');
  const [first] = await audited(jobUuid);
  expect(first).toMatchObject({ rule: 'stuck-job', evidence: { task: 'start', stuck_reason: 'nobody can undo it' } });
  expect((await audited(jobUuid))[0]?.first_seen).toBe(first?.first_seen);
});

test('operators can have an audit, and read what the last one found', async () => {
  const answer = await fetch(`${world.url}/audit`, { method: 'POST' });
  expect(answer.status).toBe(200);
  const audit = (await answer.json()) as object;
  expect(await (await fetch(`${world.url}/audit`)).json()).toEqual(audit);
});
