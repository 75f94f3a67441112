import { randomUUID } from 'node:crypto';
import { withRetries } from '@triton/database/with-retries';
import { itIsSound } from '@triton/workflow/testing/it-is-sound';
import { promiseDisk } from '../src/vms/disk-table';
import { insertVm } from '../src/vms/vm-table';
import { destroyVm } from '../src/workflows/destroy-vm';
import { provision } from '../src/workflows/provision';
import { rebootVm } from '../src/workflows/reboot-vm';
import { startVm } from '../src/workflows/start-vm';
import { stopVm } from '../src/workflows/stop-vm';
import { updateVm } from '../src/workflows/update-vm';
import { SERVER_UUID } from './simulated-cnapi';
import type { NodeDisk } from './simulated-node';
import { makeVm, workflowWorld } from './workflow-world';
import { OWNER, startWorld, type World } from './world';

let stack: World;
beforeAll(async () => {
  stack = await startWorld();
  await stack.stopRunner();
  stack.cnapi.wake = () => undefined;
});
afterAll(() => stack.close());

const sized = (disks: NodeDisk[]) => disks.map(({ uuid, size }) => ({ uuid, size }));

for (const [workflow, task, state] of [
  [startVm, 'start', 'running'],
  [stopVm, 'stop', 'stopped'],
  [rebootVm, 'reboot', 'running'],
  [updateVm, 'update', 'stopped'],
] as const) {
  itIsSound(workflow, async () =>
    workflowWorld(stack, workflow, task, await makeVm(stack), async (_stack, _vm, disks) => ({
      payload: {},
      disks: sized(disks),
      state,
    })),
  );
}

itIsSound(destroyVm, async () =>
  workflowWorld(stack, destroyVm, 'destroy', await makeVm(stack), async () => ({
    payload: {},
    disks: undefined,
    state: 'destroyed',
  })),
);

itIsSound(provision, async () => {
  const uuid = randomUUID();
  const disk = { uuid: randomUUID(), pci_slot: '0:4:0', size: 10240, boot: true };
  const vm = { uuid, owner_uuid: OWNER, brand: 'bhyve', alias: uuid, ram: 1024, flexible_disk_size: 20480 };
  await withRetries(stack.db, (trx) => insertVm(trx, { ...vm, server_uuid: SERVER_UUID, state: 'provisioning' }));
  return workflowWorld(stack, provision, 'provision', vm, async ({ db }, vm_uuid, _disks, job_uuid) => {
    await withRetries(db, (trx) => promiseDisk(trx, { ...disk, vm_uuid, job_uuid }));
    const payload = { ...vm, autoboot: true, disks: [disk] };
    return { payload, disks: sized([disk as NodeDisk]), state: 'running' };
  });
});
