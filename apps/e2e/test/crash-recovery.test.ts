import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { waitFor } from '@triton/dev-stack/wait-for';
import { openConnection, producing } from '@triton/queue/open-connection';
import { type DiskOperation, diskOperations, newSubject } from './disk-operation';
import { expectDisks } from './expect-disks';
import { startWorld } from './start-world';
import type { World } from './world';

jest.setTimeout(180_000);

const AGENT = 'cn0';
/** How long the compute node dwells in the middle of a change: time enough to break something. */
const DWELL_MS = 3_000;
/** What a user may have to wait for an operation that a crash has interrupted, once everything runs again. */
const RECOVERY_MS = 15_000;
const SLOW = { timeoutMs: 60_000, everyMs: 20 };

let world: World;
beforeAll(async () => {
  world = await startWorld({ ownStores: true });
});
afterAll(() => world?.close());
afterEach(async () => {
  // Whatever a failed test has left broken must not fail the next one.
  for (const pool of world.pools()) pool.clearFaults();
  for (const name of world.stack.names) {
    await world.stack.kill(name, 'SIGCONT');
    await world.stack.start(name);
  }
});

interface Caught {
  machineId: string;
  jobUuid: string;
  operation: DiskOperation;
}

/**
 * Starts an operation on a machine of its own, and returns in its very middle: ZFS has just done it, and nobody but the
 * compute node knows. `dwellMs` is how long that lasts.
 */
async function caughtInTheMiddle(operation: DiskOperation, dwellMs = DWELL_MS): Promise<Caught> {
  const machineId = await newSubject(world);
  const pool = await world.poolOf(machineId);
  pool.orderFault({ match: operation.command(machineId), action: 'delay', delayMs: dwellMs });
  const { jobUuid = '' } = await operation.start(world, machineId);
  await waitFor('ZFS has done it', async () => operation.isDone(await pool.zoneOf(machineId)), SLOW);
  return { machineId, jobUuid, operation };
}

/** The records say so, whoever is dead: the job has not ended, and the compute node has not reported. */
async function expectUnderWay({ machineId, jobUuid }: Caught): Promise<void> {
  const { jobs, tickets, tasks } = await world.records.unfinished(machineId);
  expect(jobs).toEqual([jobUuid]);
  expect([tickets.length, tasks.length]).toEqual([1, 1]);
}

/** It ends well and soon, it was asked of the compute node once, and everybody agrees on the result. */
async function expectDoneOnce({ machineId, jobUuid, operation }: Caught): Promise<void> {
  await world.succeeded(machineId, jobUuid, RECOVERY_MS);
  await expectDisks(world, machineId, operation.after);
  expect(await world.records.tasksFor(jobUuid)).toMatchObject([{ status: 'complete' }]);
}

const { resize, add } = diskOperations;

describe('in the middle of', () => {
  test.each<[keyof typeof diskOperations, string]>([
    ['resize', 'vmapi-runner'],
    ['resize', 'cnapi'],
    ['resize', AGENT],
    ['resize', 'postgres'],
    ['add', 'vmapi-runner'],
    ['add', AGENT],
    ['add', 'redis'],
    ['delete', 'cnapi'],
    ['delete', AGENT],
    ['delete', 'vmapi'],
  ])('a disk %s %s is killed', async (name, victim) => {
    const caught = await caughtInTheMiddle(diskOperations[name]);
    await world.stack.kill(victim);
    // Without its database nobody can be asked; but then the compute node can tell nobody either.
    if (victim !== 'postgres') await expectUnderWay(caught);
    await world.stack.start(victim);
    await expectDoneOnce(caught);
  });
});

/** What the agent's journal holds of a task: all its lines about it, later ones over earlier ones. */
function journalled(agentDir: string, taskId: string): { outcome?: object; acknowledged?: boolean } {
  const directory = join(agentDir, 'tasks');
  const lines = readdirSync(directory)
    .sort()
    .flatMap((name) => readFileSync(join(directory, name), 'utf8').split('\n').slice(0, -1));
  const ours = lines.map((line) => JSON.parse(line) as { id: string }).filter(({ id }) => id === taskId);
  return Object.assign({}, ...ours) as { outcome?: object; acknowledged?: boolean };
}

describe('the compute node', () => {
  test.each<[keyof typeof diskOperations, 'crash-before' | 'crash-after']>([
    ['resize', 'crash-before'],
    ['resize', 'crash-after'],
    ['add', 'crash-after'],
    ['delete', 'crash-after'],
  ])('dies of the zfs command of a disk %s (%s)', async (name, action) => {
    const operation = diskOperations[name];
    const machineId = await newSubject(world);
    (await world.poolOf(machineId)).orderFault({ match: operation.command(machineId), action });
    const { jobUuid = '' } = await operation.start(world, machineId);
    const caught = { machineId, jobUuid, operation };
    await waitFor('the agent is dead', () => world.stack.pid(AGENT) === undefined, SLOW);
    await expectUnderWay(caught);
    await world.stack.start(AGENT);
    await expectDoneOnce(caught);
  });

  test('is killed after it has written down the outcome and before anybody has heard of it', async () => {
    const caught = await caughtInTheMiddle(resize, 1_000);
    await world.stack.kill('cnapi', 'SIGSTOP');
    const [task] = await world.records.tasksFor(caught.jobUuid);
    const written = () => journalled(world.node.agentDir, task?.id ?? '');
    await waitFor('the outcome is written down', () => written().outcome, SLOW);
    await world.stack.kill(AGENT);
    expect(written()).toMatchObject({ outcome: { status: 'complete' } });
    expect(written()).not.toHaveProperty('acknowledged');
    await expectUnderWay(caught);
    await world.stack.kill('cnapi', 'SIGCONT');
    await world.stack.start(AGENT);
    await expectDoneOnce(caught);
    await waitFor('the agent knows that CNAPI knows', () => written().acknowledged, SLOW);
  });

  test('is away when it is asked, and comes back', async () => {
    const machineId = await newSubject(world);
    await world.stack.kill(AGENT);
    const { jobUuid = '' } = await add.start(world, machineId);
    const caught = { machineId, jobUuid, operation: add };
    await waitFor('the node has been sent the task', async () => (await world.records.tasksFor(jobUuid)).length, SLOW);
    await expectUnderWay(caught);
    await world.stack.start(AGENT);
    await expectDoneOnce(caught);
  });

  test('is away for so long that CNAPI has given it up, and comes back', async () => {
    const machineId = await newSubject(world);
    const { server_uuid: serverUuid = '' } = await world.vmapi.getVm(machineId);
    await world.stack.kill(AGENT);
    await waitFor(
      'CNAPI takes the node for dead',
      async () => (await world.cnapi.getServer(serverUuid)).status !== 'running',
      SLOW,
    );
    const { jobUuid = '' } = await resize.start(world, machineId);
    await waitFor(
      'the job waits for the node',
      async () => (await world.cloudapi.getMachineJob(machineId, jobUuid)).execution === 'running',
      SLOW,
    );
    await world.stack.start(AGENT);
    await expectDoneOnce({ machineId, jobUuid, operation: resize });
  });
});

describe('the workflow runner', () => {
  test('is killed with a job in its hands: the next one takes it over', async () => {
    const machineId = await newSubject(world);
    // A runner that gets no answer from CNAPI is certainly in the middle of a step, with the job's lease in its name.
    await world.stack.kill('cnapi', 'SIGSTOP');
    const { jobUuid = '' } = await resize.start(world, machineId);
    await waitFor('the runner has the job', () => world.records.leaseHolder(jobUuid), SLOW);
    await world.stack.kill('vmapi-runner');
    await world.stack.kill('cnapi', 'SIGCONT');
    expect(await world.records.leaseHolder(jobUuid)).not.toBeNull();
    await world.stack.start('vmapi-runner');
    await expectDoneOnce({ machineId, jobUuid, operation: resize });
  });
});

describe('redis forgets everything', () => {
  async function flushRedis(): Promise<void> {
    const { redis, disconnect } = openConnection(world.stack.urls.redis, producing);
    await redis.flushall().finally(disconnect);
  }

  test('while a compute node works: the operation ends, and so does the next one', async () => {
    const caught = await caughtInTheMiddle(resize);
    await flushRedis();
    await expectUnderWay(caught);
    await expectDoneOnce(caught);
    const { machineId } = caught;
    await world.does(machineId, () => add.start(world, machineId));
    await expectDisks(world, machineId, { ...resize.after, ...add.after, '0:4:1': 30720 });
  });

  test('after an operation was accepted and before anybody has begun it', async () => {
    const machineId = await newSubject(world);
    await world.stack.kill('vmapi-runner', 'SIGSTOP');
    const { jobUuid = '' } = await add.start(world, machineId);
    await flushRedis();
    await world.stack.kill('vmapi-runner', 'SIGCONT');
    await expectDoneOnce({ machineId, jobUuid, operation: add });
  });
});
