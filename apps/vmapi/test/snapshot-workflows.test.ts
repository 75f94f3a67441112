import { withRetries } from '@triton/database/with-retries';
import { itIsSound } from '@triton/workflow/testing/it-is-sound';
import { promiseOfVm } from '../src/vms/vm-promises';
import { createSnapshot } from '../src/workflows/create-snapshot';
import { deleteSnapshot } from '../src/workflows/delete-snapshot';
import { killVm } from '../src/workflows/kill-vm';
import { reprovisionVm } from '../src/workflows/reprovision-vm';
import { resizeVm } from '../src/workflows/resize-vm';
import { rollbackSnapshot } from '../src/workflows/rollback-snapshot';
import type { NodeDisk } from './simulated-node';
import { makeVm, workflowWorld } from './workflow-world';
import { IMAGE, startWorld, type World } from './world';

let stack: World;
beforeAll(async () => {
  stack = await startWorld();
  await stack.stopRunner();
  stack.cnapi.wake = () => undefined;
});
afterAll(() => stack.close());
afterEach(() => {
  // Whatever a job held to grow into it has given back, however it ended.
  expect(stack.cnapi.reserved.size).toBe(0);
});

const sized = (disks: NodeDisk[]) => disks.map(({ uuid, size }) => ({ uuid, size }));
const payload = { snapshot_name: 'a' };

/** The promise of a job is gone when the job has ended, well or not. */
async function expectKept(vmUuid: string): Promise<void> {
  const query = stack.db.selectFrom('vmapi.vms').select('promises').where('uuid', '=', vmUuid);
  expect((await query.executeTakeFirstOrThrow()).promises).toEqual({});
}

itIsSound(createSnapshot, async () => {
  const vm = await makeVm(stack);
  const world = await workflowWorld(stack, createSnapshot, 'snapshot', vm, async ({ db }, vmUuid, disks, jobUuid) => {
    await withRetries(db, (trx) => promiseOfVm(trx, vmUuid, jobUuid, { hold_mib: 100, snapshot_name: 'a' }));
    return { payload, disks: sized(disks), state: 'stopped' };
  });
  return {
    ...world,
    async expectDone() {
      await world.expectDone();
      expect(stack.cnapi.node.get(vm.uuid).snapshots.map(({ name }) => name)).toEqual(['a']);
      await expectKept(vm.uuid);
    },
    async expectUndone(failedAt) {
      await world.expectUndone(failedAt);
      await expectKept(vm.uuid);
    },
  };
});

for (const [workflow, state] of [
  [rollbackSnapshot, 'running'],
  [deleteSnapshot, 'stopped'],
] as const) {
  itIsSound(workflow, async () => {
    const vm = await makeVm(stack);
    stack.cnapi.node.snapshot(vm.uuid, 'a');
    return workflowWorld(stack, workflow, 'snapshot', vm, async (_stack, _vm, disks) => ({
      payload,
      disks: sized(disks),
      state,
    }));
  });
}

itIsSound(resizeVm, async () => {
  const vm = await makeVm(stack);
  const world = await workflowWorld(stack, resizeVm, 'update', vm, async ({ db }, vmUuid, disks, jobUuid) => {
    await withRetries(db, (trx) => promiseOfVm(trx, vmUuid, jobUuid, { flexible_disk_size: 40960 }));
    return { payload: { flexible_disk_size: 40960 }, disks: sized(disks), state: 'stopped' };
  });
  return {
    ...world,
    async expectDone() {
      await world.expectDone();
      expect(stack.cnapi.node.get(vm.uuid).flexible_disk_size).toBe(40960);
      await expectKept(vm.uuid);
    },
    async expectUndone(failedAt) {
      await world.expectUndone(failedAt);
      await expectKept(vm.uuid);
    },
  };
});

itIsSound(killVm, async () =>
  workflowWorld(stack, killVm, 'kill', await makeVm(stack), async (_stack, _vm, disks) => ({
    payload: { signal: 'SIGKILL' },
    disks: sized(disks),
    state: 'stopped',
  })),
);

itIsSound(reprovisionVm, async () =>
  workflowWorld(stack, reprovisionVm, 'reprovision', await makeVm(stack), async (_stack, _vm, disks) => ({
    payload: { image_uuid: IMAGE },
    disks: sized(disks),
    state: 'stopped',
  })),
);
