import { randomUUID } from 'node:crypto';
import { refusalOf } from './space-in-use';
import { OWNER, startWorld, STRANGER, type World } from './world';

let world: World;
beforeAll(async () => (world = await startWorld()));
afterAll(() => world.close());
afterEach(async () => {
  world.cnapi.resume();
  await world.startRunner();
});

test('jobs are listed newest first, with what they were asked to do and the steps they took', async () => {
  const vm = await world.newVm();
  const { job_uuid } = await world.vmapi.createDisk(vm.uuid, { size: 1024 }, { ownerUuid: OWNER, origin: 'cloudapi' });
  await world.finished(job_uuid);
  const [newest, oldest] = await world.vmapi.listVmJobs(vm.uuid);
  expect(newest).toMatchObject({
    uuid: job_uuid,
    name: 'create-disk-1.0.0',
    execution: 'succeeded',
    params: { task: 'update', subtask: 'create_disk', origin: 'cloudapi', payload: { add_disks: [{ size: 1024 }] } },
  });
  expect(newest?.chain_results.map(({ name }) => name)).toEqual([
    'cnapi.acquire_vm_ticket',
    'cnapi.wait_on_vm_ticket',
    'cnapi.update_vm',
    'cnapi.wait_task',
    'vmapi.put_vm',
    'cnapi.release_vm_ticket',
  ]);
  expect(oldest?.params.task).toBe('provision');
  expect(await world.vmapi.listJobs({ vm_uuid: vm.uuid, execution: 'queued' })).toEqual([]);
});

test("a stranger's request for the jobs of a VM finds no VM", async () => {
  const vm = await world.newVm();
  const call = world.vmapi.listVmJobs(vm.uuid, { owner_uuid: STRANGER });
  expect(await refusalOf(call)).toEqual([404, 'ResourceNotFound', undefined]);
});

test('two operations on one VM take turns', async () => {
  const vm = await world.newVm([1024, 1024]);
  world.cnapi.held = true;
  const jobs = await Promise.all(
    vm.disks.slice(1).map(({ uuid }) => world.vmapi.resizeDisk(vm.uuid, { disk_id: uuid, size: 2048 })),
  );
  await until(() => world.cnapi.queueOf(vm.uuid).length === 2);
  expect(world.cnapi.queueOf(vm.uuid).map(({ status }) => status)).toEqual(['active', 'queued']);
  world.cnapi.resume();
  for (const { job_uuid } of jobs) expect((await world.finished(job_uuid)).execution).toBe('succeeded');
  expect((await world.vmapi.getVm(vm.uuid)).disks.map(({ size }) => size)).toEqual([10240, 2048, 2048]);
});

test('what was accepted while no runner was there is done when one comes', async () => {
  const vm = await world.newVm();
  await world.stopRunner();
  const { job_uuid } = await world.vmapi.createDisk(vm.uuid, { size: 1024 });
  expect((await world.vmapi.getJob(job_uuid)).execution).toBe('queued');
  await world.startRunner();
  expect((await world.finished(job_uuid)).execution).toBe('succeeded');
});

test('a job that the queue has lost is found by the sweeper', async () => {
  const vm = await world.newVm();
  await world.stopRunner();
  const { job_uuid } = await world.vmapi.createDisk(vm.uuid, { size: 1024 });
  await world.forgetQueue();
  await world.startRunner();
  expect((await world.finished(job_uuid)).execution).toBe('succeeded');
});

test('a node whose wake-up got lost is looked at again', async () => {
  const vm = await world.newVm();
  world.cnapi.held = true;
  const { job_uuid } = await world.vmapi.createDisk(vm.uuid, { size: 1024 });
  await until(() => [...world.cnapi.tasks.values()].some(({ waiter }) => waiter === job_uuid));
  const { wake } = world.cnapi;
  world.cnapi.wake = () => undefined;
  world.cnapi.resume();
  world.cnapi.wake = wake;
  expect((await world.finished(job_uuid)).execution).toBe('succeeded');
});

test('a wake-up that names a task is believed no more than one that names none', async () => {
  const vm = await world.newVm();
  const [ended] = [...world.cnapi.tasks.values()].filter(
    ({ vm_uuid, status }) => vm_uuid === vm.uuid && status === 'complete',
  );
  world.cnapi.held = true;
  const { job_uuid } = await world.vmapi.createDisk(vm.uuid, { size: 1024 });
  const mine = () => [...world.cnapi.tasks.values()].find(({ waiter }) => waiter === job_uuid);
  await until(() => mine() !== undefined);
  const req_id = randomUUID();
  for (const id of [mine()?.id, ended?.id, randomUUID(), '../servers', '']) {
    await world.runJob({ job_uuid, task: { id: String(id), req_id } });
  }
  await world.runJob({ job_uuid, task: 'nonsense' as never });
  expect((await world.vmapi.getJob(job_uuid)).execution).not.toBe('succeeded');
  world.cnapi.resume();
  expect((await world.finished(job_uuid)).execution).toBe('succeeded');
  expect((await world.vmapi.getVm(vm.uuid)).disks.map(({ size }) => size)).toEqual([10240, 1024]);
});

async function until(holds: () => boolean): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!holds()) {
    if (Date.now() > deadline) throw new Error('it did not come to pass within 10 s');
    await new Promise((resolve) => setImmediate(resolve));
  }
}
