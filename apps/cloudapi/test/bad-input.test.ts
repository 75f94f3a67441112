import { FLEXIBLE, IMAGE } from './seed';
import { goodBody, operation, pathOf, signedNames } from './sweep';
import { startSweptWorld } from './swept-world';
import type { World } from './world';

let world: World;
let values: Record<string, string>;

beforeAll(async () => {
  ({ world, values } = await startSweptWorld());
});
afterAll(() => world.stop());
beforeEach(() => void world.vmapi.takeOperations());

const CHANGES = [
  'CreateVm',
  'CreateVmDisk',
  'ResizeVmDisk',
  'DeleteVmDisk',
  'UpdateVm',
  'DestroyVm',
  'startVm',
  'stopVm',
  'rebootVm',
];

interface ErrorBody {
  code: string;
  message: string;
  errors?: { field: string; code: string; message: string }[];
}

const withBodies = signedNames.filter((name) => operation(name).method === 'post');
const bodies: [what: string, rawBody: string, status: number][] = [
  ['malformed JSON', '{"size": 1024', 400],
  ['nothing but a word', 'size', 400],
  ['a list', '[1024]', 409],
  ['null', 'null', 409],
  ['a number', '1024', 409],
  ['an unknown key', '{"dangrous_allow_shrink": true, "action": "start", "size": 5, "image": "x", "key": "x"}', 409],
  ['a prototype', '{"__proto__": {"size": 1024}}', 409],
  ['a constructor', '{"constructor": {"prototype": {"size": 1}}}', 409],
  ['a body of 200 kB', JSON.stringify({ size: 'x'.repeat(200_000) }), 413],
  ['a deep nest', `{"disks": ${'['.repeat(500)}${']'.repeat(500)}}`, 409],
  ['a NUL', '{"size": "\\u0000"}', 409],
  ['half a surrogate', '{"name": "\\ud800"}', 409],
  ['a number beyond numbers', '{"size": 1e999}', 409],
];
/** Their keys are for the user to choose. */
const TAKE_ANY_KEY = ['AddMachineTags', 'UpdateMachineMetadata'];
const cases = withBodies.flatMap((name) =>
  bodies
    .filter(([what]) => what !== 'an unknown key' || !TAKE_ANY_KEY.includes(name))
    .map(([what, raw, status]) => [name, what, raw, status] as const),
);

test.each(cases)('%s refuses %s', async (name, _what, rawBody, status) => {
  const facts = operation(name);
  const answer = await world.request('POST', pathOf(facts, values), { rawBody });
  expect(answer.status).toBe(status);
  const { code, message, errors } = answer.body as ErrorBody;
  expect(code).toMatch(/^[A-Z]\w+$/);
  expect(message).toMatch(/\w/);
  if (status === 409) expect(errors?.length).toBeGreaterThan(0);
  expect(answer.text).not.toMatch(/at .*\.ts:|node_modules|%/);
  expect(world.vmapi.takeOperations().filter((asked) => CHANGES.includes(asked))).toEqual([]);
});

const HOSTILE = [
  '0',
  '..',
  '%',
  '-1',
  "'; drop table vms --",
  'a\0b',
  '\u202e',
  '💾',
  'x'.repeat(5_000),
  '../../etc/passwd',
  '[object Object]',
];
const withParams = signedNames.filter((name) => operation(name).path.split(':').length > 2);
const hostile = withParams.flatMap((name) => HOSTILE.map((text) => [name, text.slice(0, 20), text] as const));

test.each(hostile)('%s refuses %j in its path', async (name, _shown, text) => {
  const facts = operation(name);
  const names = [...facts.path.matchAll(/:(\w+)/g)].map(([, param = '']) => param).filter((param) => param !== 'login');
  for (const param of names) {
    const path = pathOf(facts, { ...values, [param]: text });
    // A URL library makes something else of `..`; what matters is that nothing is found there.
    const answer = await world.request(facts.method.toUpperCase(), path.replaceAll('/..', '/%2e%2e'), {
      body: goodBody(facts, IMAGE, FLEXIBLE),
    });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(answer.body).toMatchObject({ code: expect.any(String), message: expect.any(String) });
  }
  expect(world.vmapi.takeOperations().filter((asked) => CHANGES.includes(asked))).toEqual([]);
});

const machine = (more: object) => ({ image: IMAGE, package: FLEXIBLE, ...more });

describe('the field at fault is named', () => {
  test.each<[operation: string, body: object, code: string, field: string]>([
    ['CreateMachineDisk', {}, 'MissingParameter', 'size'],
    ['CreateMachineDisk', { size: '1024' }, 'InvalidArgument', 'size'],
    ['CreateMachineDisk', { size: 0 }, 'InvalidArgument', 'size'],
    ['CreateMachineDisk', { size: -5 }, 'InvalidArgument', 'size'],
    ['CreateMachineDisk', { size: 10.5 }, 'InvalidArgument', 'size'],
    ['CreateMachineDisk', { size: 2 ** 53 }, 'InvalidArgument', 'size'],
    ['CreateMachineDisk', { size: null }, 'InvalidArgument', 'size'],
    ['CreateMachineDisk', { size: 'REMAINING' }, 'InvalidArgument', 'size'],
    ['CreateMachineDisk', { size: 1024, pci_slot: '4:1' }, 'InvalidArgument', 'pci_slot'],
    ['CreateMachineDisk', { size: 1024, block_size: 1000 }, 'InvalidArgument', 'block_size'],
    ['CreateMachineDisk', { size: 1024, uuid: IMAGE }, 'InvalidArgument', 'uuid'],
    ['ResizeMachineDisk', {}, 'MissingParameter', 'size'],
    ['ResizeMachineDisk', { size: 'remaining' }, 'InvalidArgument', 'size'],
    ['ResizeMachineDisk', { size: '30720' }, 'InvalidArgument', 'size'],
    ['ResizeMachineDisk', { size: 5, dangerous_allow_shrink: 'true' }, 'InvalidArgument', 'dangerous_allow_shrink'],
    ['ResizeMachineDisk', { size: 5, dangerous_allow_shrink: 1 }, 'InvalidArgument', 'dangerous_allow_shrink'],
    ['ResizeMachineDisk', { size: 5, dangrous_allow_shrink: true }, 'InvalidArgument', 'dangrous_allow_shrink'],
    ['CreateMachine', { image: IMAGE }, 'MissingParameter', 'package'],
    ['CreateMachine', { package: FLEXIBLE }, 'MissingParameter', 'image'],
    ['CreateMachine', machine({ image: 'ubuntu' }), 'InvalidArgument', 'image'],
    ['CreateMachine', machine({ name: '-rf' }), 'InvalidArgument', 'name'],
    ['CreateMachine', machine({ disks: [] }), 'InvalidArgument', 'disks'],
    ['CreateMachine', machine({ disks: Array(9).fill({ size: 1 }) }), 'InvalidArgument', 'disks'],
    ['CreateMachine', machine({ disks: [{}, { size: '20480' }] }), 'InvalidArgument', 'disks.1.size'],
    ['CreateMachine', machine({ disks: [{}, { sise: 5 }] }), 'InvalidArgument', 'disks.1.sise'],
    ['CreateMachine', machine({ disks: { size: 5 } }), 'InvalidArgument', 'disks'],
    ['CreateMachine', machine({ networks: ['external'] }), 'InvalidArgument', 'networks.0'],
    ['CreateMachine', machine({ brand: 'lx' }), 'InvalidArgument', 'brand'],
    ['CreateMachine', machine({ deletion_protection: 'yes' }), 'InvalidArgument', 'deletion_protection'],
    ['RenameMachine', { action: 'rename' }, 'MissingParameter', 'name'],
    ['RenameMachine', { action: 'rename', name: 'x'.repeat(190) }, 'InvalidArgument', 'name'],
    ['RenameMachine', { action: 'rename', name: '' }, 'InvalidArgument', 'name'],
    ['RenameMachine', { action: 'rename', name: 'a b' }, 'InvalidArgument', 'name'],
    ['RenameMachine', { action: 'rename', alias: 'db1', name: 'db1' }, 'InvalidArgument', 'alias'],
    ['EnableMachineDeletionProtection', { action: 'enable_deletion_protection', on: 1 }, 'InvalidArgument', 'on'],
    ['CreateKey', {}, 'MissingParameter', 'key'],
    ['CreateKey', { key: 'ssh-rsa nonsense' }, 'InvalidArgument', 'key'],
    ['CreateKey', { key: '-----BEGIN OPENSSH PRIVATE KEY-----' }, 'InvalidArgument', 'key'],
  ])('%s %j is %s of %s', async (name, body, code, field) => {
    const answer = await world.request('POST', pathOf(operation(name), values), { body });
    expect(answer).toMatchObject({ status: 409, body: { code } });
    const { errors = [] } = answer.body as ErrorBody;
    expect(errors.map((error) => error.field)).toContain(field);
    expect(errors.every(({ message }) => message.length > 0 && !message.includes('%'))).toBe(true);
  });
});

test.each([
  ['ListMachines', 'limit=0'],
  ['ListMachines', 'limit=1001'],
  ['ListMachines', 'limit=ten'],
  ['ListMachines', 'offset=-1'],
  ['ListMachines', 'state=asleep'],
  ['ListMachines', 'image=ubuntu'],
  ['ListMachines', 'name=a&name=b'],
  ['ListPackages', 'memory=lots'],
  ['ListImages', 'owner=acme'],
  ['ListMachineJobs', 'limit=-1'],
])('%s?%s is refused and names the parameter', async (name, query) => {
  const answer = await world.request('GET', `${pathOf(operation(name), values)}?${query}`);
  const [field] = query.split('=');
  expect(answer).toMatchObject({ status: 409, body: { code: 'InvalidArgument', errors: [{ field }] } });
});

test('an unknown or a missing action is refused by name', async () => {
  const path = `/acme/machines/${values.id}`;
  const unknown = await world.request('POST', path, { body: { action: 'explode' } });
  expect(unknown).toMatchObject({ status: 409, body: { code: 'InvalidArgument', errors: [{ field: 'action' }] } });
  const missing = await world.request('POST', path, { body: {} });
  expect(missing).toMatchObject({ status: 409, body: { code: 'MissingParameter', errors: [{ field: 'action' }] } });
});

test('an Idempotency-Key that is too long is refused by name', async () => {
  const headers = { 'idempotency-key': 'k'.repeat(256) };
  const answer = await world.request('POST', `/acme/machines/${values.id}/disks`, { body: { size: 1 }, headers });
  expect(answer).toMatchObject({
    status: 409,
    body: { code: 'InvalidArgument', errors: [{ field: 'Idempotency-Key' }] },
  });
});

test('a form is read, and what is no number in it is refused like any other', async () => {
  const path = `/acme/machines/${values.id}/disks`;
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const bad = await world.request('POST', path, { rawBody: 'size=lots', headers });
  expect(bad).toMatchObject({ status: 409, body: { code: 'InvalidArgument', errors: [{ field: 'size' }] } });
  const good = await world.request('POST', path, { rawBody: 'size=1024', headers });
  expect(good.status).toBe(202);
  expect(world.vmapi.calls.at(-1)?.input).toEqual({ size: 1024 });
});

test('an unknown path is 404 and a wrong method 405 with Allow', async () => {
  expect(await world.request('GET', '/acme/nothing/here')).toMatchObject({
    status: 404,
    body: { code: 'ResourceNotFound' },
  });
  const wrong = await world.request('PUT', `/acme/machines/${values.id}`);
  expect(wrong).toMatchObject({ status: 405, body: { code: 'BadMethod' } });
  expect(wrong.headers.get('allow')).toBe('DELETE, GET, HEAD, POST');
});
