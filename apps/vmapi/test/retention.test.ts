import { sql } from '@triton/database/kysely';
import { startWorld, type World } from './world';

let world: World;
beforeAll(async () => (world = await startWorld()));
afterAll(() => world.close());

test('jobs and histories are forgotten after their time, and no job that has not ended', async () => {
  const { db, vmapi, cnapi } = world;
  const vm = await world.newVm();
  const ended = await vmapi.createDisk(vm.uuid, { size: 1024 });
  await world.finished(ended.job_uuid);
  cnapi.held = true;
  const unfinished = await vmapi.createDisk(vm.uuid, { size: 1024 });
  const recent = (await vmapi.listVmJobs(vm.uuid)).find(({ params }) => params.task === 'provision');
  await sql`update vmapi.jobs set created_at = now() - interval '1 year',
    finished_at = case when finished_at is not null then now() - interval '31 days' end
    where vm_uuid = ${vm.uuid} and uuid <> ${recent?.uuid}`.execute(db);
  await sql`insert into vmapi.vm_history (vm_uuid, at, cause, changes)
    values (${vm.uuid}, now() - interval '31 days', 'crash', '[]'), (${vm.uuid}, now(), 'operator', '[]')`.execute(db);
  await world.stopRunner();
  await world.startRunner();
  await until(async () => (await vmapi.getVmHistory(vm.uuid)).length === 1);
  const left = (await vmapi.listVmJobs(vm.uuid)).map(({ uuid }) => uuid);
  expect(left.sort()).toEqual([recent?.uuid, unfinished.job_uuid].sort());
  expect(await vmapi.getVmHistory(vm.uuid)).toMatchObject([{ cause: 'operator' }]);
  cnapi.resume();
  expect((await world.finished(unfinished.job_uuid)).execution).toBe('succeeded');
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!(await holds()) && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
}
