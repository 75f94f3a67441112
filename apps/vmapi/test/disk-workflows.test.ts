import { randomUUID } from 'node:crypto';
import { withRetries } from '@triton/database/with-retries';
import { itIsSound } from '@triton/workflow/testing/it-is-sound';
import { promiseDisk, startDelete, startResize } from '../src/vms/disk-table';
import { createDisk } from '../src/workflows/create-disk';
import { deleteDisk } from '../src/workflows/delete-disk';
import { resizeDisk } from '../src/workflows/resize-disk';
import type { NodeDisk } from './simulated-node';
import { makeVm, workflowWorld } from './workflow-world';
import { startWorld, type World } from './world';

let stack: World;
beforeAll(async () => {
  stack = await startWorld();
  await stack.stopRunner();
  stack.cnapi.wake = () => undefined;
});
afterAll(() => stack.close());

const sized = (disks: NodeDisk[]) => disks.map(({ uuid, size }) => ({ uuid, size }));

itIsSound(createDisk, async () =>
  workflowWorld(stack, createDisk, 'update', await makeVm(stack), async ({ db }, vm_uuid, disks, job_uuid) => {
    const disk = { uuid: randomUUID(), pci_slot: '0:4:2', size: 2048 };
    await withRetries(db, (trx) => promiseDisk(trx, { ...disk, vm_uuid, job_uuid }));
    const after = [...sized(disks), { uuid: disk.uuid, size: disk.size }];
    return { payload: { add_disks: [disk] }, disks: after, state: 'stopped' };
  }),
);

itIsSound(resizeDisk, async () =>
  workflowWorld(stack, resizeDisk, 'update', await makeVm(stack), async ({ db }, _vm, [boot, data], jobUuid) => {
    if (!boot || !data) throw new Error('the VM needs two disks');
    await withRetries(db, (trx) => startResize(trx, data.uuid, 4096, jobUuid));
    const after = [...sized([boot]), { uuid: data.uuid, size: 4096 }];
    return { payload: { update_disks: [{ uuid: data.uuid, size: 4096 }] }, disks: after, state: 'stopped' };
  }),
);

itIsSound(deleteDisk, async () =>
  workflowWorld(stack, deleteDisk, 'update', await makeVm(stack), async ({ db }, _vm, [boot, data], jobUuid) => {
    if (!boot || !data) throw new Error('the VM needs two disks');
    await withRetries(db, (trx) => startDelete(trx, data.uuid, jobUuid));
    return { payload: { remove_disks: [data.uuid] }, disks: sized([boot]), state: 'stopped' };
  }),
);
