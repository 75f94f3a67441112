import { randomUUID } from 'node:crypto';
import { describeEndpoints } from '@triton/http-server/describe-endpoints';
import { endpoints } from '../src/endpoints';
import { startWorld, type World } from './world';

let world: World;
let vmUuid: string;
beforeAll(async () => {
  world = await startWorld();
  vmUuid = (await world.newVm()).uuid;
});
afterAll(() => world.close());

const table = describeEndpoints(endpoints);
const writes = table.filter(({ method }) => method === 'post' || method === 'put');

function urlOf({ path, action }: (typeof table)[number], uuid: string): string {
  return `${world.url}${path.replace(':uuid', uuid).replace(':key', 'role')}${action ? `?action=${action}` : ''}`;
}

async function ask(
  method: string,
  url: string,
  body?: string,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(url, { method, ...(body === undefined ? {} : { headers, body }) });
  const text = await answer.text();
  return { status: answer.status, body: text ? (JSON.parse(text) as Record<string, unknown>) : {} };
}

const hostile = [
  '../../etc/passwd',
  "'; DROP TABLE vmapi.vms; --",
  '%00',
  '%ff',
  'a'.repeat(5000),
  '-rf',
  '{}',
  'zones@x%25y',
];

describe.each(writes.map((facts) => [facts.action ?? facts.name, facts] as const))('%s refuses', (_name, facts) => {
  test.each([
    ['malformed JSON', '{"size": ', [400]],
    ['a body too large', JSON.stringify({ alias: 'x'.repeat((facts.maxBodyBytes ?? 1_000_000) + 100_000) }), [413]],
    ['a list', '[]', [409]],
    ['an unknown key', '{"sise": 1}', [409, 202]],
    ['a prototype', '{"__proto__": {"size": 1}}', [409]],
    ['a nest', `{"size": ${'['.repeat(100)}${']'.repeat(100)}}`, [400, 409]],
  ])('%s', async (_what, body, statuses) => {
    const known =
      // Of metadata every key is known.
      facts.path.endsWith('data') || facts.path.endsWith('tags')
        ? statuses
        : statuses.filter((status) => status !== 202);
    const answer = await ask(facts.method.toUpperCase(), urlOf(facts, vmUuid), body);
    expect(known).toContain(answer.status);
    if (answer.status === 202) return;
    expect(answer.body).toMatchObject({ code: expect.any(String), message: expect.any(String) });
  });
});

const members = table.filter(({ path }) => path.includes(':uuid'));
test.each(members.map((facts) => [`${facts.method} ${facts.path} ${facts.action ?? ''}`, facts] as const))(
  '%s: an id that is none is refused, one that nobody has is not found',
  async (_name, facts) => {
    const method = facts.method.toUpperCase();
    for (const id of hostile) {
      const { status, body } = await ask(method, urlOf(facts, encodeURI(id)), method === 'GET' ? undefined : '{}');
      expect([400, 404, 409]).toContain(status);
      expect(JSON.stringify(body)).not.toMatch(/at .*\.ts|node_modules|select |insert /i);
    }
    const payloads: Record<string, string> = {
      create_disk: '{"size": 1}',
      update: '{"indestructible_zoneroot": true}',
      resize_disk: JSON.stringify({ size: 1, disk_id: randomUUID() }),
      delete_disk: JSON.stringify({ disk_id: randomUUID() }),
      reprovision: JSON.stringify({ image_uuid: randomUUID() }),
      rollback_snapshot: '{"snapshot_name": "a"}',
      delete_snapshot: '{"snapshot_name": "a"}',
      retry: '{"operator": "me", "evidence": "looked"}',
      abandon: '{"operator": "me", "evidence": "looked"}',
    };
    const input = facts.name === 'PutVm' ? JSON.stringify({ uuid: randomUUID(), state: 'stopped', disks: [] }) : '{}';
    const body = method === 'GET' ? undefined : (payloads[facts.action ?? ''] ?? input);
    const { status, body: answer } = await ask(method, urlOf(facts, randomUUID()), body);
    expect([status, answer.code]).toEqual([404, 'ResourceNotFound']);
  },
);

test('an unknown action is refused, and the known ones are named', async () => {
  const { status, body } = await ask('POST', `${world.url}/vms/${vmUuid}?action=explode`, '{}');
  expect([status, body.code]).toEqual([409, 'ValidationFailed']);
  expect(JSON.stringify(body.errors)).toContain('resize_disk');
});

test.each([
  ['state=%00', 409],
  ['limit=0', 409],
  ['limit=abc', 409],
  ['owner_uuid=x', 409],
  ['colour=red', 409],
  ['uuids=x,y', 200],
])('a list filter %s answers %i', async (query, status) => {
  expect((await ask('GET', `${world.url}/vms?${query}`)).status).toBe(status);
});
