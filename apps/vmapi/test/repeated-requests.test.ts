import { sql } from '@triton/database/kysely';
import { refusalOf } from './space-in-use';
import { startWorld, type World } from './world';

let world: World;
beforeAll(async () => (world = await startWorld()));
afterAll(() => world.close());

test('a request asked again under its Idempotency-Key gets the same answer and does nothing', async () => {
  const vm = await world.newVm();
  const ask = () => world.vmapi.createDisk(vm.uuid, { size: 1024 }, { idempotencyKey: 'k1' });
  const [first, second] = [await ask(), await ask()];
  expect(second).toEqual(first);
  await world.finished(first.job_uuid);
  expect(await ask()).toEqual(first);
  expect((await world.vmapi.getVm(vm.uuid)).disks).toHaveLength(2);
});

test('of 16 repeats at once one acts', async () => {
  const vm = await world.newVm();
  const ask = () => world.vmapi.createDisk(vm.uuid, { size: 1024 }, { idempotencyKey: 'k2' });
  const answers = await Promise.all(Array.from({ length: 16 }, ask));
  expect(new Set(answers.map(({ job_uuid }) => job_uuid)).size).toBe(1);
  await world.finished(answers[0]?.job_uuid ?? '');
  expect((await world.vmapi.getVm(vm.uuid)).disks).toHaveLength(2);
});

test('a key that comes back with another request is refused', async () => {
  const vm = await world.newVm();
  await world.vmapi.createDisk(vm.uuid, { size: 1024 }, { idempotencyKey: 'k3' });
  const other = world.vmapi.createDisk(vm.uuid, { size: 2048 }, { idempotencyKey: 'k3' });
  expect(await refusalOf(other)).toEqual([409, 'ConflictError', 'Idempotency-Key']);
});

test('a refused request does not use its key up', async () => {
  const vm = await world.newVm();
  const ask = (size: number) => world.vmapi.createDisk(vm.uuid, { size }, { idempotencyKey: 'k4' });
  expect((await refusalOf(ask(999_999)))[1]).toBe('InsufficientSpace');
  expect((await world.finished((await ask(1024)).job_uuid)).execution).toBe('succeeded');
});

test('answers are forgotten when their keys mean nothing any more', async () => {
  const vm = await world.newVm();
  for (const idempotencyKey of ['old', 'new']) {
    const { job_uuid } = await world.vmapi.createDisk(vm.uuid, { size: 1024 }, { idempotencyKey });
    await world.finished(job_uuid);
  }
  await sql`update vmapi.answers set created_at = now() - interval '25 hours' where key = 'old'`.execute(world.db);
  await world.stopRunner();
  await world.startRunner();
  await until(async () => (await keys()).length === 1);
  expect(await keys()).toEqual(['new']);
});

async function keys(): Promise<string[]> {
  const wanted = world.db.selectFrom('vmapi.answers').select('key').where('key', 'in', ['old', 'new']);
  return (await wanted.execute()).map(({ key }) => key);
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!(await holds()) && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
}

test('If-Match lets a change through only if nobody changed the VM meanwhile', async () => {
  const vm = await world.newVm();
  const { job_uuid } = await world.vmapi.createDisk(vm.uuid, { size: 1024 }, { ifMatch: vm.etag });
  await world.finished(job_uuid);
  const stale = world.vmapi.createDisk(vm.uuid, { size: 1024 }, { ifMatch: vm.etag });
  expect(await refusalOf(stale)).toEqual([412, 'PreconditionFailed', undefined]);
  const { etag } = await world.vmapi.getVm(vm.uuid);
  expect(await world.vmapi.createDisk(vm.uuid, { size: 1024 }, { ifMatch: etag })).toHaveProperty('job_uuid');
});
