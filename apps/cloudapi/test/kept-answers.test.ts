import type { Kysely } from '@triton/database/kysely';
import type { Machine } from '@triton/schemas/machine';
import { forgetOldAnswers } from '../src/idempotency/forget-old-answers';
import type { CloudapiTables } from '../src/tables';
import { newKeyPair } from './key-pairs';
import { FLEXIBLE, IMAGE } from './seed';
import { SimulatedVmapi } from './simulated-vmapi';
import { goodBody, operation, pathOf, signedOperations } from './sweep';
import { startSweptWorld } from './swept-world';
import type { World } from './world';

let world: World;
let values: Record<string, string>;
let tables: Kysely<CloudapiTables>;
beforeAll(async () => {
  ({ world, values } = await startSweptWorld());
  await world.client.createKey({ name: 'spare', key: newKeyPair().publicKey.openssh });
  tables = world.db as unknown as Kysely<CloudapiTables>;
});
afterAll(() => world.stop());

const ofCatalog = signedOperations
  .filter(({ method, path }) => method !== 'get' && !path.includes('/machines'))
  .map(({ name }) => name)
  // What is removed is needed by the others before, a user by their key.
  .sort((one, other) => rank(one) - rank(other));
function rank(name: string): number {
  return name === 'DeleteUser' ? 2 : name.startsWith('Delete') ? 1 : 0;
}
const createMachine = (key: string, body: object = {}) =>
  world.request('POST', '/acme/machines', {
    body: { image: IMAGE, package: FLEXIBLE, ...body },
    headers: { 'idempotency-key': key },
  });

test.each(ofCatalog)('%s repeated with its key gets the first answer and is done once', async (name) => {
  const facts = operation(name);
  // Not the key that signs.
  const path = pathOf(facts, name === 'DeleteKey' ? { ...values, key: 'spare' } : values);
  const send = () =>
    world.request(facts.method.toUpperCase(), path, {
      body: goodBody(facts, IMAGE, FLEXIBLE),
      headers: { 'idempotency-key': `once-${name}` },
    });
  // Without the key, a second CreateUser is refused and a second DeleteUser finds nobody.
  const [first, second] = [await send(), await send()];
  expect(first.status).toBe(facts.status);
  expect([second.status, second.text]).toEqual([first.status, first.text]);
  for (const header of ['location', 'etag']) expect(second.headers.get(header)).toBe(first.headers.get(header));
});

test('of two at once one is done, and both get its answer', async () => {
  const body = { login: 'twice', email: 'twice@acme.example', password: 'secret-1' };
  const headers = { 'idempotency-key': 'at-once' };
  const send = () => world.request('POST', '/acme/users', { body, headers });
  const answers = await Promise.all([send(), send(), send()]);
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
});

test('a key that comes back with another request is a conflict, at machines and elsewhere; accounts do not share keys', async () => {
  const send = (path: string, body: object, login: 'acme' | 'globex' = 'acme') =>
    world.request('POST', path, { body, login, key: world.keys[login], headers: { 'idempotency-key': 'shared' } });
  expect((await send('/acme', { city: 'Vienna' })).status).toBe(200);
  expect(await send('/acme', { city: 'Graz' })).toMatchObject({
    status: 409,
    body: { code: 'ConflictError', errors: [{ field: 'Idempotency-Key' }] },
  });
  expect(await send(`/acme/machines/${values.id}/tags`, { a: 1 })).toMatchObject({ body: { code: 'ConflictError' } });
  expect((await send('/my', { city: 'Vienna' })).status).toBe(200);
  expect((await send('/globex', { city: 'Graz' }, 'globex')).status).toBe(200);
});

test('a refused request may be sent again with its key once the cause is gone', async () => {
  const { openssh: key } = newKeyPair().publicKey;
  const send = () =>
    world.request('POST', '/acme/keys', { body: { name: 'later', key }, headers: { 'idempotency-key': 'later' } });
  await world.client.createKey({ name: 'later', key: newKeyPair().publicKey.openssh });
  expect((await send()).status).toBe(409);
  await world.client.deleteKey('later');
  expect((await send()).status).toBe(201);
});

describe('CreateMachine', () => {
  afterEach(() => {
    for (const pkg of world.papi.packages)
      if (pkg.uuid === FLEXIBLE) Object.assign(pkg, { active: true, quota: 102_400 });
  });

  test('repeated with its key answers the same machine, though the package is gone and the keys have changed', async () => {
    const first = await createMachine('create-1', { name: 'once' });
    expect(first.status).toBe(201);
    for (const pkg of world.papi.packages)
      if (pkg.uuid === FLEXIBLE) Object.assign(pkg, { active: false, quota: 1024 });
    await world.client.createKey({ name: 'another', key: newKeyPair().publicKey.openssh });
    const second = await createMachine('create-1', { name: 'once' });
    expect([second.status, second.text]).toEqual([201, first.text]);
    for (const header of ['location', 'x-job-uuid']) expect(second.headers.get(header)).toBe(first.headers.get(header));
  });

  test('that ended in nowhere is asked of VMAPI in the very same words again', async () => {
    world.vmapi.calls.length = 0;
    world.vmapi.failure = SimulatedVmapi.unavailable();
    expect((await createMachine('create-2')).status).toBe(503);
    for (const pkg of world.papi.packages) if (pkg.uuid === FLEXIBLE) Object.assign(pkg, { quota: 204_800 });
    await world.client.createKey({ name: 'a-third', key: newKeyPair().publicKey.openssh });
    expect((await createMachine('create-2')).status).toBe(201);
    const asked = world.vmapi.calls
      .filter((call) => call.operation === 'CreateVm')
      .map(({ input }) => JSON.stringify(input));
    expect(asked).toHaveLength(2);
    expect(asked[1]).toBe(asked[0]);
  });

  test('that VMAPI refused is made anew of what there is then', async () => {
    world.putVm({ alias: 'taken' });
    expect((await createMachine('create-3', { name: 'taken' })).status).toBe(409);
    for (const vm of world.vmapi.vms.values()) if (vm.alias === 'taken') vm.alias = 'other';
    for (const pkg of world.papi.packages) if (pkg.uuid === FLEXIBLE) Object.assign(pkg, { quota: 204_800 });
    const made = await createMachine('create-3', { name: 'taken' });
    expect(made.status).toBe(201);
    expect((made.body as Machine).disk).toBe(204_800);
  });
});

test('answers are kept for a day', async () => {
  const send = () => world.request('POST', '/acme', { body: { phone: '1' }, headers: { 'idempotency-key': 'day' } });
  const ageTo = (hours: number) =>
    tables
      .updateTable('cloudapi.answers')
      .set({ created_at: new Date(Date.now() - hours * 3_600_000) })
      .where('key', '=', 'day')
      .execute();
  const first = await send();
  await ageTo(23.9);
  expect((await send()).text).toBe(first.text);
  await ageTo(24.1);
  expect((await send()).text).not.toBe(first.text);
  await ageTo(24.1);
  expect(await forgetOldAnswers(tables)).toBe(1);
});
