import { refusalOf } from './space-in-use';
import { startWorld, type World } from './world';

let world: World;
beforeAll(async () => (world = await startWorld()));
afterAll(() => world.close());

test('a protected VM can not be destroyed, and none of its disks be deleted or shrunk', async () => {
  const vm = await world.newVm([2048], { indestructible_zoneroot: true });
  const [, disk] = vm.disks;
  const protectedBy = [409, 'CannotDestroyMachine', undefined];
  expect(await refusalOf(world.vmapi.deleteVm(vm.uuid))).toEqual(protectedBy);
  expect(await refusalOf(world.vmapi.deleteDisk(vm.uuid, { disk_id: disk?.uuid ?? '' }))).toEqual(protectedBy);
  const shrink = { disk_id: disk?.uuid ?? '', size: 1024, dangerous_allow_shrink: true };
  expect(await refusalOf(world.vmapi.resizeDisk(vm.uuid, shrink))).toEqual(protectedBy);
  const grow = await world.vmapi.resizeDisk(vm.uuid, { disk_id: disk?.uuid ?? '', size: 4096 });
  expect((await world.finished(grow.job_uuid)).execution).toBe('succeeded');
});

test('protection can be lifted and put on again', async () => {
  const vm = await world.newVm([2048], { indestructible_zoneroot: true });
  const protect = async (indestructible_zoneroot: boolean) => {
    const { job_uuid } = await world.vmapi.updateVm(vm.uuid, { indestructible_zoneroot });
    await world.finished(job_uuid);
    return (await world.vmapi.getVm(vm.uuid)).indestructible_zoneroot;
  };
  expect(await protect(false)).toBe(false);
  expect(await protect(true)).toBe(true);
  expect(await protect(false)).toBe(false);
  const { job_uuid } = await world.vmapi.deleteVm(vm.uuid);
  expect((await world.finished(job_uuid)).execution).toBe('succeeded');
});

test('a VM is renamed, but not to the name of another', async () => {
  const [vm, other] = [await world.newVm([], { alias: 'web0' }), await world.newVm([], { alias: 'web1' })];
  expect(await refusalOf(world.vmapi.updateVm(vm.uuid, { alias: 'web1' }))).toEqual([409, 'ValidationFailed', 'alias']);
  await world.finished((await world.vmapi.updateVm(vm.uuid, { alias: 'web2' })).job_uuid);
  expect((await world.vmapi.getVm(vm.uuid)).alias).toBe('web2');
  expect((await world.vmapi.getVm(other.uuid)).alias).toBe('web1');
});

test('nothing to change is refused', async () => {
  const vm = await world.newVm();
  expect((await refusalOf(world.vmapi.updateVm(vm.uuid, {})))[1]).toBe('ValidationFailed');
});

test('who asked CloudAPI is kept with the job; what is no context is ignored', async () => {
  const vm = await world.newVm();
  const caller = { type: 'signature', ip: '203.0.113.9', keyId: '/acme/keys/laptop' };
  const { job_uuid } = await world.vmapi.createDisk(vm.uuid, { size: 1 }, { context: { caller } });
  expect((await world.finished(job_uuid)).params.context).toEqual({ caller });
  const answer = await fetch(`${world.url}/vms/${vm.uuid}?action=start`, {
    method: 'POST',
    headers: { 'x-context': '{"caller":', 'content-type': 'application/json' },
    body: '{}',
  });
  expect(answer.status).toBe(202);
});
