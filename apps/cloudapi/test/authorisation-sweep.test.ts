import type { PrivateKey } from '@triton/http-auth/load-private-key';
import { FLEXIBLE, IMAGE } from './seed';
import { goodBody, operation, pathOf, signedNames } from './sweep';
import { startSweptWorld } from './swept-world';
import type { World } from './world';

let world: World;
let values: Record<string, string>;

let bob: PrivateKey;

beforeAll(async () => {
  ({ world, values, bob } = await startSweptWorld());
});
afterAll(() => world.stop());
beforeEach(() => void world.vmapi.takeOperations());

test('the table has operations to sweep', () => {
  expect(signedNames.length).toBeGreaterThan(70);
});

test.each(signedNames)('%s without credentials is 401, whatever else is wrong', async (name) => {
  const facts = operation(name);
  const path = pathOf(facts, values);
  const body = goodBody(facts, IMAGE, FLEXIBLE);
  const plain = await world.request(facts.method.toUpperCase(), path, { key: null, body });
  expect(plain).toMatchObject({ status: 401, body: { code: 'InvalidCredentials' } });
  if (body !== undefined) {
    const malformed = await world.request(facts.method.toUpperCase(), path, { key: null, rawBody: '{' });
    expect(malformed.status).toBe(401);
  }
  expect(world.vmapi.takeOperations()).toEqual([]);
});

test.each(signedNames)("%s at acme's path with a stranger's key is 404 and asks nobody", async (name) => {
  const facts = operation(name);
  const answer = await world.request(facts.method.toUpperCase(), pathOf(facts, values), {
    login: 'globex',
    key: world.keys.globex,
    body: goodBody(facts, IMAGE, FLEXIBLE),
  });
  expect(answer).toMatchObject({ status: 404, body: { code: 'ResourceNotFound' } });
  expect(answer.text).not.toContain('acme');
  expect(world.vmapi.takeOperations()).toEqual([]);
});

test.each(signedNames)(
  '%s by a sub-user without the role for it is 403, whatever the input, and asks nobody',
  async (name) => {
    const facts = operation(name);
    for (const rawBody of [JSON.stringify(goodBody(facts, IMAGE, FLEXIBLE)), undefined, '{"size":"enormous"}']) {
      const isBodiless = facts.method === 'get' || facts.method === 'delete';
      // Which of several operations is meant stands in the body.
      const inQuery = facts.action === undefined ? '' : `?action=${facts.action}`;
      const answer = await world.request(facts.method.toUpperCase(), `${pathOf(facts, values)}${inQuery}`, {
        login: 'acme/users/bob',
        key: bob,
        ...(isBodiless || rawBody === undefined ? {} : { rawBody }),
      });
      expect(answer).toMatchObject({ status: 403, body: { code: 'NotAuthorized' } });
      expect(answer.text).not.toContain('secret');
    }
    expect(world.vmapi.takeOperations()).toEqual([]);
  },
);

test.each(signedNames)('%s by a sub-user in a role that they do not hold is 403', async (name) => {
  const facts = operation(name);
  for (const role of ['admin', 'reader,admin']) {
    const answer = await world.request(facts.method.toUpperCase(), `${pathOf(facts, values)}?as-role=${role}`, {
      login: 'acme/users/bob',
      key: bob,
      body: goodBody(facts, IMAGE, FLEXIBLE),
    });
    expect(answer).toMatchObject({ status: 403, body: { code: 'NotAuthorized' } });
  }
  expect(world.vmapi.takeOperations()).toEqual([]);
});

test.each(signedNames)("%s at globex's path with the key of acme's user is 404", async (name) => {
  const facts = operation(name);
  const answer = await world.request(facts.method.toUpperCase(), pathOf(facts, { ...values, login: 'globex' }), {
    login: 'acme/users/bob',
    key: bob,
    body: goodBody(facts, IMAGE, FLEXIBLE),
  });
  expect(answer).toMatchObject({ status: 404, body: { code: 'ResourceNotFound' } });
  expect(world.vmapi.takeOperations()).toEqual([]);
});

const ofAccess = signedNames.filter((name) => /:(user|role|policy)/.test(operation(name).path));

test.each(ofAccess)("%s of acme's at the stranger's own path is the 404 of one that is not there", async (name) => {
  const facts = operation(name);
  const answer = await world.request(facts.method.toUpperCase(), pathOf(facts, { ...values, login: 'globex' }), {
    login: 'globex',
    key: world.keys.globex,
    body: goodBody(facts, IMAGE, FLEXIBLE),
  });
  expect(answer).toMatchObject({ status: 404, body: { code: 'ResourceNotFound' } });
  expect(answer.text).not.toContain('secret');
});

const ofMachines = signedNames.filter((name) => operation(name).path.includes('/machines/:id'));

test.each(ofMachines)(
  "%s of acme's machine at the stranger's own path is the 404 of a machine that is not there",
  async (name) => {
    const facts = operation(name);
    const ask = (id: string) =>
      world.request(facts.method.toUpperCase(), pathOf(facts, { ...values, login: 'globex', id }), {
        login: 'globex',
        key: world.keys.globex,
        body: goodBody(facts, IMAGE, FLEXIBLE),
      });
    const [foreign, absent] = [await ask(values.id ?? ''), await ask('11111111-2222-4333-8444-555555555555')];
    expect(foreign).toMatchObject({ status: 404, body: { code: 'ResourceNotFound' } });
    expect(foreign.body).toEqual(absent.body);
    expect([...world.vmapi.vms.values()][0]).toMatchObject({
      state: 'stopped',
      disks: [{ state: 'active' }, { state: 'active' }],
    });
  },
);

test("a stranger's job is not found under a machine of one's own", async () => {
  const mine = world.putVm({ owner_uuid: '5d2a3c1e-0d5c-4f6e-8b1f-1f6f0c2d9a11' });
  const path = `/globex/machines/${mine.uuid}/jobs/${values.job}`;
  const answer = await world.request('GET', path, { login: 'globex', key: world.keys.globex });
  expect(answer).toMatchObject({ status: 404, body: { code: 'ResourceNotFound', message: 'Job not found' } });
});
