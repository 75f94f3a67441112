import { sql } from '@triton/database/kysely';
import { FLEXIBLE, IMAGE, NETWORK, OWNER, startWorld, type World } from './world';

let world: World;
beforeAll(async () => (world = await startWorld()));
afterAll(() => world.close());
afterEach(async () => {
  world.cnapi.resume();
  await world.startRunner();
});

const create = () =>
  world.vmapi.createVm({
    owner_uuid: OWNER,
    brand: 'bhyve',
    billing_id: FLEXIBLE,
    image_uuid: IMAGE,
    networks: [{ ipv4_uuid: NETWORK }],
  });

async function addressesOf(vmUuid: string): Promise<number> {
  const { rows } = await sql`select from catalog.nics where vm_uuid = ${vmUuid}`.execute(world.db);
  return rows.length;
}

test('a VM that its node made after the job had given up keeps its addresses', async () => {
  world.cnapi.held = true;
  const { vm_uuid, job_uuid } = await create();
  const task = await until(() => world.cnapi.tasks.get(job_uuid));
  task.started = true;
  await until(async () => (await world.vmapi.getJob(job_uuid)).chain_results[3]?.result || undefined);
  await until(async () => {
    // A run that is looking at the job just now writes the time back.
    await sql`update vmapi.jobs set journal = jsonb_set(journal, '{steps,3,started_at}', '"2020-01-01T00:00:00.000Z"')
      where uuid = ${job_uuid}`.execute(world.db);
    await world.context.wakeJob(job_uuid);
    return (await world.vmapi.getJob(job_uuid)).reason;
  });
  world.cnapi.resume();

  expect(await world.finished(job_uuid)).toMatchObject({ execution: 'failed' });
  expect(await world.vmapi.getVm(vm_uuid)).toMatchObject({ state: 'running' });
  expect(await addressesOf(vm_uuid)).toBe(1);
});

test('a VM that was not made gives its addresses back', async () => {
  world.cnapi.failNext = 'no such image';
  const { vm_uuid, job_uuid } = await create();
  expect(await world.finished(job_uuid)).toMatchObject({ execution: 'failed', reason: 'no such image' });
  expect(await addressesOf(vm_uuid)).toBe(0);
});

test('a VM that is to be destroyed before its turn to be made has come is made first, and nothing of it is left', async () => {
  await world.stopRunner();
  const made = await create();
  const destroyed = await world.vmapi.deleteVm(made.vm_uuid);
  await world.forgetQueue();
  await world.context.wakeJob(destroyed.job_uuid);
  await world.startRunner(); // the sweeper brings the other one, later
  expect(await world.finished(destroyed.job_uuid)).toMatchObject({ execution: 'succeeded' });

  expect((await world.finished(made.job_uuid)).execution).toBe('succeeded');
  expect(world.cnapi.node.vms.has(made.vm_uuid)).toBe(false);
  expect(world.cnapi.queueOf(made.vm_uuid)).toEqual([]);
  expect(await world.vmapi.getVm(made.vm_uuid)).toMatchObject({ state: 'destroyed', disks: [] });
});

async function until<T>(look: () => T | undefined | Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const seen = await look();
    if (seen !== undefined) return seen;
    if (Date.now() > deadline) throw new Error('it did not come to pass within 10 s');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
