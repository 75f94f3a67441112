import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CnapiClient } from '@triton/clients/cnapi-client';
import { hashOfToken, newCallerToken } from '@triton/http-server/callers/caller-token';
import type { Service } from '../src/service';
import { startWorld, type World } from './world';

const [mine, other] = [randomUUID(), randomUUID()];
const tokens = {
  vmapi: newCallerToken('vmapi'),
  [mine]: newCallerToken(`agent-${mine}`),
  [other]: newCallerToken(`agent-${other}`),
};

let dir: string;
let world: World;
let guarded: Service;
const clients: CnapiClient[] = [];

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'cnapi-callers-'));
  const file = join(dir, 'callers.json');
  const known = Object.values(tokens).map((token) => [token.split('.')[0], [hashOfToken(token).toString('hex')]]);
  writeFileSync(file, JSON.stringify(Object.fromEntries(known)));
  world = await startWorld();
  guarded = await world.another({ callers: { file, trustLoopback: false } });
});
afterAll(async () => {
  for (const client of clients) client.close();
  await world.close();
  rmSync(dir, { recursive: true });
});

/** CNAPI as it is for somebody with that token, who says to be that server. */
function as(holder: keyof typeof tokens, server?: string): CnapiClient {
  const headers = { authorization: `Bearer ${tokens[holder]}`, ...(server ? { 'x-server-uuid': server } : {}) };
  const client = new CnapiClient({ url: guarded.url, headers });
  clients.push(client);
  return client;
}

const refused = { code: 'NotAuthorized', status: 403 };

test("an agent reports of its own server, and its token is no good for another's", async () => {
  await as(mine, mine).putSysinfo(mine, { UUID: mine, Hostname: 'cn0' });
  await as(other, other).putSysinfo(other, { UUID: other, Hostname: 'cn1' });
  await as(mine, mine).heartbeat(mine);
  const said = { vm: { state: 'running', disks: [] }, epoch: 1, observed: 1, cause: 'operator' as const };
  for (const agent of [as(mine, mine), as(mine, other), as(mine)]) {
    await expect(agent.putSysinfo(other, { UUID: other, Hostname: 'mine now' })).rejects.toMatchObject(refused);
    await expect(agent.heartbeat(other)).rejects.toMatchObject(refused);
    await expect(agent.putStatus(other, {})).rejects.toMatchObject(refused);
    await expect(agent.reportVm(other, randomUUID(), said)).rejects.toMatchObject(refused);
  }
});

test('an agent takes and ends its own tasks, and no task of another server whose id it has learnt', async () => {
  const { id } = await as('vmapi').vmStart(other, randomUUID(), {}, { idempotencyKey: randomUUID() });
  const outcome = { status: 'complete' as const, event: { vm: {} } };
  for (const agent of [as(mine, mine), as(mine, other), as(mine)]) {
    await expect(agent.startTask(id)).rejects.toMatchObject(refused);
    await expect(agent.finishTask(id, outcome)).rejects.toMatchObject(refused);
    await expect(agent.getTask(id)).rejects.toMatchObject(refused);
  }
  expect((await as('vmapi').getTask(id)).status).toBe('active');
  expect((await as(other, other).startTask(id)).id).toBe(id);
  await as(other, other).finishTask(id, outcome);
  expect((await as('vmapi').getTask(id)).status).toBe('complete');
});

test('an agent gives no commands, and a service reports for no node', async () => {
  const command = { idempotencyKey: randomUUID() };
  await expect(as(mine, mine).vmStop(mine, randomUUID(), {}, command)).rejects.toMatchObject(refused);
  await expect(as(mine, mine).listServers()).rejects.toMatchObject(refused);
  await expect(as('vmapi').heartbeat(mine)).rejects.toMatchObject(refused);
});

test('a service whose credential is unknown is told of trouble, so that its own callers do not take it for theirs', async () => {
  const stranger = new CnapiClient({ url: guarded.url, headers: { authorization: 'Bearer vmapi.none' } });
  clients.push(stranger);
  await expect(stranger.listServers()).rejects.toMatchObject({ code: 'RemoteUnavailable', status: 503 });
});
