import { randomUUID } from 'node:crypto';
import type { VmReport } from '@triton/clients/cnapi-client';
import { ValidationFailedError } from '@triton/errors/validation-failed-error';
import { createSnapshot } from '@triton/vmadm/create-snapshot';
import { createVm } from '@triton/vmadm/create-vm';
import { deleteVm } from '@triton/vmadm/delete-vm';
import { rollbackSnapshot } from '@triton/vmadm/rollback-snapshot';
import { updateVm } from '@triton/vmadm/update-vm';
import { makeVmadmHost, type VmadmHost } from '@triton/vmadm/vmadm-host';
import { makeWorld, payload, unavailable, type World } from './world';

const MIB = 1024 * 1024;

let world: World;
/** The operator's own vmadm. */
let host: VmadmHost;
let vm: string;
beforeEach(async () => {
  world = await makeWorld();
  host = makeVmadmHost({ zfsHost: world.zfs.host, configDir: world.config.vmadmRoot });
  vm = randomUUID();
});
afterEach(() => world.close());

const heard = async (times = 1) => (await world.cnapi.heard('report', vm, times)) as unknown as VmReport[];
const said = () => world.cnapi.saidOf('report', vm) as unknown as VmReport[];
const sizesOf = (report: VmReport | undefined) =>
  (report?.vm as { disks: { size: number }[] } | undefined)?.disks.map(({ size }) => size);
const add = (size: number) => updateVm(host, vm, { add_disks: [{ size }] });

test('what tasks do is told by their ends and not once more', async () => {
  await world.start({ watchEveryMs: 20 });
  const { event } = await world.ask('machine_create', vm, payload());
  await world.ask('machine_update', vm, { add_disks: [{ size: 1024 }] });
  await world.ask('machine_boot', vm);
  expect(event.vm).toMatchObject({ observed: expect.any(Number) });
  // An operator's change makes a report, so by then all that is older was noticed.
  await updateVm(host, vm, { update_disks: [{ path: `/dev/zvol/rdsk/zones/${vm}/disk1`, size: 2048 }] });
  const reports = await heard();
  expect([reports.length, sizesOf(reports[0])]).toEqual([1, [10_240, 2048]]);
});

test('an operator’s disk is told with the epoch that the VM has seen, after what its tasks said', async () => {
  await world.start();
  const { event } = await world.ask('machine_create', vm, payload(), { epoch: 7 });
  await add(512);
  const [report] = await heard();
  expect(report).toMatchObject({ epoch: 7, cause: 'operator', vm: { uuid: vm, state: 'stopped' } });
  expect(report?.observed).toBeGreaterThan((event.vm as unknown as { observed: number }).observed);
  expect(report?.vm).not.toHaveProperty('customer_metadata');
});

test('it is told until it is heard, as the VM is by then', async () => {
  await world.start();
  await world.ask('machine_create', vm, payload());
  let refusals = 2;
  world.cnapi.mood = (what) => (what === 'report' && refusals-- > 0 ? unavailable : undefined);
  await add(512);
  await world.cnapi.heard('report refused', vm, 1);
  await add(256);
  await heard();
  expect(sizesOf(said().at(-1))).toEqual([10_240, 512, 256]);
});

test('a change made while the agent was down is told when it is up again, once', async () => {
  const agent = await world.start();
  await world.ask('machine_create', vm, payload());
  await agent.close();
  await add(512);
  const next = await world.start();
  await heard();
  await next.close();
  await world.start();
  await add(256);
  const reports = await heard(2);
  expect(reports.map(sizesOf)).toEqual([
    [10_240, 512],
    [10_240, 512, 256],
  ]);
});

test('a volume that was changed in the pool alone is told, in whole mebibytes', async () => {
  await world.start({ watchEveryMs: 20 });
  await world.ask('machine_create', vm, payload());
  await world.zfs.set(`zones/${vm}/disk0`, { volsize: 10_240 * MIB + 512 * 1024 });
  expect(sizesOf((await heard())[0])).toEqual([10_241]);
});

test('a rollback and an interrupted change are told as what they are', async () => {
  await world.start();
  await world.ask('machine_create', vm, payload());
  await createSnapshot(host, vm, 'a');
  await heard();
  await rollbackSnapshot(host, vm, 'a');
  const [, rollback] = await heard(2);
  expect(rollback).toMatchObject({ cause: 'rollback', vm: { state: 'running' } });

  await updateVm(host, vm, { alias: 'same' });
  const dying = makeVmadmHost({ zfsHost: world.zfs.host, configDir: world.config.vmadmRoot });
  const set = dying.zfs.set.bind(dying.zfs);
  dying.zfs.set = async (...args) => {
    await set(...args);
    if (args[0].endsWith('disk0')) throw new Error('killed');
  };
  const grow = { update_disks: [{ path: `/dev/zvol/rdsk/zones/${vm}/disk0`, size: 11_264 }] };
  await expect(updateVm(dying, vm, grow)).rejects.toThrow('killed');
  const reports = await heard(3);
  expect(reports[2]).toMatchObject({ cause: 'crash', vm: { disks: [{ size: 11_264 }] } });
});

test('a VM that an operator makes, and one that is deleted, are told', async () => {
  await world.start();
  await createVm(host, { ...payload(), uuid: vm });
  await heard();
  await deleteVm(host, vm);
  const reports = await heard(2);
  expect(reports[1]?.vm).toEqual({ state: 'destroyed', zone_state: 'destroyed', disks: [] });
});

test('a VM that is not to be inventoried is not, and what nobody takes is not said for ever', async () => {
  await world.start();
  await createVm(host, { ...payload(), uuid: randomUUID(), alias: 'secret', do_not_inventory: true });
  let refused = 0;
  world.cnapi.mood = (what) => (what === 'report' ? (refused++, new ValidationFailedError('no')) : undefined);
  await createVm(host, { ...payload(), uuid: vm });
  await world.cnapi.heard('report refused', vm);
  world.cnapi.mood = () => undefined;
  await add(512);
  await heard();
  expect([refused, world.cnapi.told.filter(({ what }) => what.startsWith('report')).length]).toEqual([1, 2]);
});
