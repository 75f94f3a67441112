import type { Vm } from '@triton/schemas/vm';
import { startWorld, type World } from './world';

let world: World;
let vm: Vm;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());
beforeEach(() => {
  vm = world.putVm({
    tags: { role: 'db', shard: 1, spare: true },
    customer_metadata: { color: 'blue', root_authorized_keys: 'ssh-ed25519 AAAA', credentials: 'hunter2' },
  });
  world.vmapi.calls.length = 0;
});

const request = (method: string, below: string, body?: object) =>
  world.request(method, `/acme/machines/${vm.uuid}${below}`, { body });
const read = async (below: string) => (await request('GET', below)).body;

describe('tags', () => {
  test('are listed with the ETag of the machine, and one is its bare value', async () => {
    const listed = await request('GET', '/tags');
    expect([listed.status, listed.body]).toEqual([200, { role: 'db', shard: 1, spare: true }]);
    expect(listed.headers.get('etag')).toBe(vm.etag);
    expect([await read('/tags/role'), await read('/tags/shard'), await read('/tags/spare')]).toEqual(['db', 1, true]);
    expect(await request('GET', '/tags/none')).toMatchObject({ status: 404, body: { code: 'ResourceNotFound' } });
    expect((await request('GET', '/tags/toString')).status).toBe(404);
  });

  test('added ones are answered together with the others and the job', async () => {
    const answer = await request('POST', '/tags', { role: 'web', zone: 'a' });
    expect([answer.status, answer.body]).toEqual([200, { role: 'web', shard: 1, spare: true, zone: 'a' }]);
    expect(answer.headers.get('x-job-uuid')).toBe(world.vmapi.jobs[0]?.uuid);
    world.vmapi.finishJobs();
    expect(await read('/tags')).toEqual(answer.body);
  });

  test('replacing leaves those that are given', async () => {
    const answer = await request('PUT', '/tags', { zone: 'a' });
    expect([answer.status, answer.body]).toEqual([200, { zone: 'a' }]);
    expect(answer.headers.get('x-job-uuid')).toBe(world.vmapi.jobs[0]?.uuid);
    world.vmapi.finishJobs();
    expect(await read('/tags')).toEqual({ zone: 'a' });
  });

  test('removing one or all is 204 with the job, one that is not there 404', async () => {
    const answer = await request('DELETE', '/tags/role');
    expect([answer.status, answer.text, answer.headers.get('x-job-uuid')]).toEqual([
      204,
      '',
      world.vmapi.jobs[0]?.uuid,
    ]);
    world.vmapi.finishJobs();
    expect(await read('/tags')).toEqual({ shard: 1, spare: true });
    expect((await request('DELETE', '/tags/role')).status).toBe(404);
    expect((await request('DELETE', '/tags')).status).toBe(204);
    world.vmapi.finishJobs();
    expect(await read('/tags')).toEqual({});
  });

  test.each([
    ['an object', { a: {} }],
    ['a list', { a: [] }],
    ['null', { a: null }],
    ['a name of control characters', { 'a\nb': 1 }],
    ['a long name', { ['x'.repeat(256)]: 1 }],
  ])('%s is refused', async (_what, body) => {
    for (const method of ['POST', 'PUT']) {
      expect(await request(method, '/tags', body)).toMatchObject({ status: 409, body: { code: 'InvalidArgument' } });
    }
    expect((await request('POST', '/metadata', body)).status).toBe(409);
  });
});

describe('metadata', () => {
  test('is listed but for credentials', async () => {
    expect(await read('/metadata')).toEqual({ color: 'blue', root_authorized_keys: 'ssh-ed25519 AAAA' });
    expect(await read('/metadata/color')).toBe('blue');
    expect((await request('GET', '/metadata/credentials')).status).toBe(404);
  });

  test('what is set is answered together with the rest and the job', async () => {
    const answer = await request('POST', '/metadata', { color: 'red', size: 5 });
    expect(answer).toMatchObject({
      status: 200,
      body: { color: 'red', size: 5, root_authorized_keys: 'ssh-ed25519 AAAA' },
    });
    expect(answer.headers.get('x-job-uuid')).toBe(world.vmapi.jobs[0]?.uuid);
    world.vmapi.finishJobs();
    expect(await read('/metadata')).toEqual(answer.body);
  });

  test('any key goes, but for those by which the machine is entered', async () => {
    for (const key of ['root_authorized_keys', 'credentials']) {
      expect(await request('DELETE', `/metadata/${key}`)).toMatchObject({
        status: 409,
        body: { code: 'InvalidArgument' },
      });
    }
    expect((await request('DELETE', '/metadata/color')).status).toBe(204);
    await request('POST', '/metadata', { color: 'red' });
    world.vmapi.finishJobs();
    expect((await request('DELETE', '/metadata')).status).toBe(204);
    world.vmapi.finishJobs();
    expect(vm.customer_metadata).toEqual({ root_authorized_keys: 'ssh-ed25519 AAAA', credentials: 'hunter2' });
  });
});

test('of a deleted machine nothing is set, 410 with the machine', async () => {
  vm = world.putVm({ state: 'destroyed' });
  for (const [method, below] of [
    ['POST', '/tags'],
    ['PUT', '/tags'],
    ['POST', '/metadata'],
  ] as const) {
    expect(await request(method, below, { a: 1 })).toMatchObject({ status: 410, body: { state: 'deleted' } });
  }
});
