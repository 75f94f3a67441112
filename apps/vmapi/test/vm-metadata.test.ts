import { METADATA_KINDS } from '@triton/schemas/metadata';
import { refusalOf } from './space-in-use';
import { OWNER, startWorld, STRANGER, type World } from './world';

let world: World;
beforeAll(async () => (world = await startWorld()));
afterAll(() => world.close());
afterEach(() => {
  world.cnapi.failNext = undefined;
  world.cnapi.resume();
});

const ended = async (accepted: Promise<{ job_uuid: string }>) => world.finished((await accepted).job_uuid);

test.each(METADATA_KINDS)('%s: keys are added, read, replaced and removed', async (kind) => {
  const { vmapi } = world;
  const vm = await world.newVm([], { [kind]: { first: 'one' } });
  await ended(vmapi.addMetadata(vm.uuid, kind, { second: 2, third: true }, { ownerUuid: OWNER }));
  expect(await vmapi.listMetadata(vm.uuid, kind)).toEqual({ first: 'one', second: 2, third: true });
  expect(await vmapi.getMetadata(vm.uuid, kind, 'second')).toBe(2);
  await ended(vmapi.deleteMetadata(vm.uuid, kind, 'first'));
  expect(await vmapi.listMetadata(vm.uuid, kind)).toEqual({ second: 2, third: true });
  await ended(vmapi.setMetadata(vm.uuid, kind, { only: 'this' }));
  expect((await vmapi.getVm(vm.uuid))[kind]).toEqual({ only: 'this' });
  await ended(vmapi.deleteMetadata(vm.uuid, kind));
  expect(await vmapi.listMetadata(vm.uuid, kind)).toEqual({});
});

test('two additions at once both stay', async () => {
  const vm = await world.newVm();
  const jobs = await Promise.all(['a', 'b', 'c'].map((key) => world.vmapi.addMetadata(vm.uuid, 'tags', { [key]: 1 })));
  for (const { job_uuid } of jobs) await world.finished(job_uuid);
  expect(await world.vmapi.listMetadata(vm.uuid, 'tags')).toEqual({ a: 1, b: 1, c: 1 });
});

test('an update changes parts of all three at once', async () => {
  const vm = await world.newVm([], { tags: { old: 1 }, customer_metadata: { 'user-script': 'x' } });
  const wish = { set_tags: { role: 'web' }, remove_tags: ['old'], customer_metadata: {}, internal_metadata: { a: 1 } };
  await ended(world.vmapi.updateVm(vm.uuid, wish));
  expect(await world.vmapi.getVm(vm.uuid)).toMatchObject({
    tags: { role: 'web' },
    customer_metadata: {},
    internal_metadata: { a: 1 },
  });
});

test('a change that the node refuses changes nothing', async () => {
  const vm = await world.newVm([], { tags: { old: 1 } });
  world.cnapi.failNext = 'EIO';
  expect((await ended(world.vmapi.setMetadata(vm.uuid, 'tags', { new: 1 }))).reason).toBe('EIO');
  expect(await world.vmapi.listMetadata(vm.uuid, 'tags')).toEqual({ old: 1 });
});

test('what is not there, or not theirs, is not found', async () => {
  const vm = await world.newVm();
  for (const call of [
    () => world.vmapi.getMetadata(vm.uuid, 'tags', 'role'),
    () => world.vmapi.deleteMetadata(vm.uuid, 'tags', 'role'),
    () => world.vmapi.getMetadata(vm.uuid, 'tags', 'toString'),
    () => world.vmapi.listMetadata(vm.uuid, 'tags', { ownerUuid: STRANGER }),
    () => world.vmapi.addMetadata(vm.uuid, 'tags', { a: 1 }, { ownerUuid: STRANGER }),
  ]) {
    expect((await refusalOf(call())).slice(0, 2)).toEqual([404, 'ResourceNotFound']);
  }
});

test.each([
  ['an object', { a: {} }],
  ['a list', { a: [1] }],
  ['nothing', { a: null }],
  ['a name that is too long', { ['k'.repeat(256)]: 1 }],
  ['a name with a line break', { 'a\nb': 1 }],
])('%s is refused', async (_what, values) => {
  const vm = await world.newVm();
  const refused = world.vmapi.addMetadata(vm.uuid, 'tags', values as never);
  expect((await refusalOf(refused)).slice(0, 2)).toEqual([409, 'ValidationFailed']);
});

test('If-Match and Idempotency-Key hold for metadata too', async () => {
  const vm = await world.newVm();
  const add = () => world.vmapi.addMetadata(vm.uuid, 'tags', { a: 1 }, { idempotencyKey: 'tags', ifMatch: vm.etag });
  const first = await add();
  expect(await add()).toEqual(first);
  const other = world.vmapi.addMetadata(vm.uuid, 'tags', { a: 2 }, { idempotencyKey: 'tags' });
  expect((await refusalOf(other))[1]).toBe('ConflictError');
  const stale = world.vmapi.addMetadata(vm.uuid, 'tags', { b: 1 }, { ifMatch: vm.etag });
  expect((await refusalOf(stale))[0]).toBe(412);
});
