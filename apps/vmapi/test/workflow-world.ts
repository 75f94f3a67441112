import { randomUUID } from 'node:crypto';
import { withRetries } from '@triton/database/with-retries';
import type { World } from '@triton/workflow/testing/world';
import type { Context } from '../src/context';
import type { JobDraft } from '../src/jobs/new-job';
import { insertJob } from '../src/jobs/new-job';
import { settleFailure } from '../src/vms/settle-failure';
import type { JobRow } from '../src/tables';
import type { VmJob } from '../src/workflows/vm-job';
import type { NodeDisk } from './simulated-node';
import { cnapiInProcess } from './cnapi-in-process';
import { SERVER_UUID } from './simulated-cnapi';
import { OWNER, type World as Stack } from './world';

export interface Change {
  payload: Record<string, unknown>;
  /** What the change is to have done to the node's VM; undefined: the VM is gone. */
  disks: { uuid: string; size: number }[] | undefined;
  state: string;
}

type Workflow = { name: string; version: string };
type Promised = (stack: Stack, vmUuid: string, disks: NodeDisk[], jobUuid: string) => Promise<Change>;

/**
 * A world for one run of a workflow: a VM of its own on the stack's node and in its ledger, with what admission would have
 * promised. The runner of the stack must be stopped: `itIsSound` runs the job itself.
 */
export async function workflowWorld(
  stack: Stack,
  workflow: Workflow,
  task: string,
  vm: { uuid: string; owner_uuid: string },
  promise: Promised,
): Promise<World<Context, VmJob>> {
  const disks = structuredClone(stack.cnapi.node.vms.get(vm.uuid)?.disks ?? []);
  const jobUuid = randomUUID();
  const change = await promise(stack, vm.uuid, disks, jobUuid);
  const draft: JobDraft = {
    uuid: jobUuid,
    workflow,
    task,
    vmUuid: vm.uuid,
    ownerUuid: vm.owner_uuid,
    reqId: 'soundness',
    params: { server_uuid: SERVER_UUID, payload: change.payload },
  };
  await withRetries(stack.db, (trx) => insertJob(trx, draft));
  const job: VmJob = {
    jobUuid,
    vmUuid: vm.uuid,
    serverUuid: SERVER_UUID,
    ownerUuid: vm.owner_uuid,
    payload: change.payload,
  };
  return {
    context: { ...stack.context, cnapi: cnapiInProcess(stack.cnapi) },
    job,
    async expectDone() {
      await expectLedgerLikeNode(stack, vm.uuid);
      const onNode = stack.cnapi.node.vms.get(vm.uuid);
      expect(onNode?.disks.map(({ uuid, size }) => ({ uuid, size }))).toEqual(change.disks);
      if (onNode) expect(onNode.state).toBe(change.state);
      expect(stack.cnapi.queueOf(vm.uuid)).toEqual([]);
    },
    async expectUndone() {
      // The journal of VMAPI does this in the transaction that ends the job.
      const row = await stack.db
        .selectFrom('vmapi.jobs')
        .selectAll()
        .where('uuid', '=', jobUuid)
        .executeTakeFirstOrThrow();
      await withRetries(stack.db, (trx) => settleFailure(trx, row as JobRow));
      await expectLedgerLikeNode(stack, vm.uuid);
      expect(stack.cnapi.queueOf(vm.uuid)).toEqual([]);
    },
  };
}

/** A stopped VM with two disks, on the node and in the ledger. */
export async function makeVm({ db, cnapi }: Stack): Promise<{ uuid: string; owner_uuid: string }> {
  const uuid = randomUUID();
  const onNode = cnapi.node.create({
    uuid,
    ram: 1024,
    flexible_disk_size: 20480,
    autoboot: false,
    disks: [
      { uuid: randomUUID(), size: 10240, boot: true },
      { uuid: randomUUID(), size: 1024 },
    ],
  });
  const vm = { uuid, owner_uuid: OWNER, brand: 'bhyve', alias: uuid, ram: 1024, flexible_disk_size: 20480 };
  await db
    .insertInto('vmapi.vms')
    .values({ ...vm, server_uuid: SERVER_UUID, state: 'stopped' })
    .execute();
  const disks = onNode.disks.map(({ uuid: diskUuid, size, pci_slot, boot }) => ({
    uuid: diskUuid,
    vm_uuid: uuid,
    size,
    pci_slot,
    boot,
    state: 'active' as const,
  }));
  await db.insertInto('vmapi.disks').values(disks).execute();
  return vm;
}

/** Nothing is promised any more, and what the ledger charges is what the node has. */
async function expectLedgerLikeNode({ db, cnapi }: Stack, vmUuid: string): Promise<void> {
  const ledger = db.selectFrom('vmapi.disks').select(['uuid', 'size', 'state']).where('vm_uuid', '=', vmUuid);
  const onNode = cnapi.node.vms.get(vmUuid);
  const real = (onNode?.disks ?? []).map(({ uuid, size }) => ({ uuid, size, state: 'active' as const }));
  expect((await ledger.execute()).sort(byUuid)).toEqual(real.sort(byUuid));
}

function byUuid(a: { uuid: string }, b: { uuid: string }): number {
  return a.uuid < b.uuid ? -1 : 1;
}
