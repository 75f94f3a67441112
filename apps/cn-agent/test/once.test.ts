import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RequestTooLargeError } from '@triton/errors/request-too-large-error';
import { Journal } from '../src/journal';
import type { Service } from '../src/service';
import { makeWorld, payload, unavailable, type World } from './world';

let world: World;
let agent: Service;
let vm: string;
beforeEach(async () => {
  world = await makeWorld();
  agent = await world.start();
  vm = randomUUID();
  await world.ask('machine_create', vm, payload(), { epoch: 1 });
});
afterEach(() => world.close());

const addDisk = { add_disks: [{ size: 1024, model: 'virtio' }] };
const diskSizes = async () => (await world.ask('machine_load', vm)).event.vm?.disks.map(({ size }) => size);
const journalDir = () => join(world.config.agentDir, 'tasks');
const journalFile = () => join(journalDir(), '0000000001.log');

/** An agent has begun the task and was killed. */
async function journalBeginning(id: string): Promise<void> {
  const journal = new Journal(journalDir());
  await journal.open();
  const started_at = new Date().toISOString();
  journal.begin({ id, task: 'machine_update', vm_uuid: vm, epoch: 1, req_id: 'r', started_at });
  await journal.close();
}
const allReports = (id: string) => world.cnapi.saidOf('finish', id);

test('a task that comes again is answered from the journal and not run again', async () => {
  const { id } = await world.ask('machine_update', vm, addDisk);
  // One that comes before the first has quite ended is the first.
  while (allReports(id).length < 2) {
    await world.deliver(id);
    await diskSizes();
  }
  const [first, second] = allReports(id);
  expect(second).toEqual(first);
  expect(world.cnapi.saidOf('start', id)).toHaveLength(1);
  expect(await diskSizes()).toEqual([10240, 1024]);
});

test('a task that comes many times at once runs once', async () => {
  const id = await world.send('machine_update', vm, addDisk);
  await Promise.all(Array.from({ length: 10 }, () => world.deliver(id)));
  await world.cnapi.heard('finish', id);
  expect(await diskSizes()).toEqual([10240, 1024]);
  expect(world.cnapi.saidOf('start', id)).toHaveLength(1);
});

test('a command of an earlier turn is refused, also after a restart of the agent', async () => {
  await world.ask('machine_update', vm, { alias: 'five' }, { epoch: 5 });
  const stale = { status: 'failure', event: { error: { code: 'StaleEpoch' }, vm: { alias: 'five' } } };
  expect(await world.ask('machine_update', vm, { alias: 'four' }, { epoch: 4 })).toMatchObject(stale);
  await agent.close();
  await world.start();
  expect(await world.ask('machine_destroy', vm, {}, { epoch: 4 })).toMatchObject(stale);
  expect(await world.ask('machine_update', vm, { alias: 'again' }, { epoch: 5 })).toMatchObject({ status: 'complete' });
});

test('looking at a VM takes no turn', async () => {
  await world.ask('machine_update', vm, { alias: 'five' }, { epoch: 5 });
  expect(await world.ask('machine_load', vm, {}, { epoch: 1 })).toMatchObject({ status: 'complete' });
});

test('a task that was taken back or has ended is left alone', async () => {
  const canceled = await world.send('machine_update', vm, addDisk, { status: 'canceled' });
  const ended = await world.send('machine_update', vm, addDisk, { status: 'complete' });
  const foreign = await world.send('machine_update', vm, addDisk, { server_uuid: randomUUID() });
  const unknown = randomUUID();
  await world.deliver(unknown);
  await Promise.all([canceled, ended, foreign, unknown].map((id) => world.cnapi.heard('start', id)));
  expect(await diskSizes()).toEqual([10240]);
  expect([canceled, ended, foreign].flatMap(allReports)).toEqual([]);
});

test('what is no task id never becomes a path', async () => {
  await world.deliver('../../../etc/passwd');
  expect(await diskSizes()).toEqual([10240]);
});

test('a report is repeated until it is acknowledged', async () => {
  let refusals = 3;
  world.cnapi.mood = (what) => (what === 'finish' && refusals-- > 0 ? unavailable : undefined);
  const { id, status } = await world.ask('machine_update', vm, addDisk);
  expect(status).toBe('complete');
  expect(world.cnapi.saidOf('finish refused', id)).toHaveLength(3);
  expect(world.cnapi.saidOf('start', id)).toHaveLength(1);
});

test('taking a task is repeated while CNAPI is away', async () => {
  let refusals = 2;
  world.cnapi.mood = (what) => (what === 'start' && refusals-- > 0 ? unavailable : undefined);
  expect(await world.ask('machine_update', vm, addDisk)).toMatchObject({ status: 'complete' });
});

test('an outcome that was not told before the agent ended is told by the next one, without running again', async () => {
  world.cnapi.mood = (what) => (what === 'finish' ? unavailable : undefined);
  const id = await world.send('machine_update', vm, addDisk);
  await world.cnapi.heard('finish refused', id);
  await agent.close();
  world.cnapi.mood = () => undefined;
  await world.start();
  expect(await world.cnapi.heard('finish', id)).toMatchObject([{ status: 'complete', event: { vm: { uuid: vm } } }]);
  expect(world.cnapi.saidOf('start', id)).toHaveLength(1);
  expect(await diskSizes()).toEqual([10240, 1024]);
});

test('a task that had its effect when the agent died is not done twice', async () => {
  // The journal as it is after the effect and before the outcome was written.
  const { id } = await world.ask('machine_update', vm, addDisk, { epoch: 2 });
  await agent.close();
  const lines = (await readFile(journalFile(), 'utf8')).split('\n');
  const begun = lines.findIndex((line) => line.includes(id));
  await writeFile(journalFile(), lines.slice(0, begun + 1).join('\n') + '\n');
  const task = world.cnapi.tasks.get(id);
  if (task) world.cnapi.tasks.set(id, { ...task, status: 'active' });
  await world.start();
  const [, again] = await world.cnapi.heard('finish', id, 2);
  expect(again).toMatchObject({ status: 'complete', event: { vm: { disks: [{ size: 10240 }, { size: 1024 }] } } });
});

test('a task that was begun and nothing more is done at the next start, without the queue', async () => {
  await agent.close();
  const id = randomUUID();
  await journalBeginning(id);
  await world.send('machine_update', vm, addDisk, { id, epoch: 1 });
  await world.start();
  expect(await world.cnapi.heard('finish', id)).toMatchObject([{ status: 'complete' }]);
  expect(await diskSizes()).toEqual([10240, 1024]);
});

test('a task that was begun and that CNAPI does not know any more is let go', async () => {
  await agent.close();
  const id = randomUUID();
  await journalBeginning(id);
  const next = await world.start();
  await world.cnapi.heard('start', id);
  await next.close();
  await world.start();
  await world.ask('machine_update', vm, addDisk);
  expect(world.cnapi.saidOf('start', id)).toHaveLength(1);
});

test('an outcome that CNAPI can not take becomes an end without details', async () => {
  let refusals = 1;
  world.cnapi.mood = (what) =>
    what === 'finish' && refusals-- > 0 ? new RequestTooLargeError('the body is too large') : undefined;
  expect(await world.ask('machine_update', vm, addDisk)).toMatchObject({
    status: 'failure',
    event: { error: { code: 'Unreportable' } },
  });
});
