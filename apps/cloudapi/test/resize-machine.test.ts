import { InsufficientSpaceError } from '@triton/errors/insufficient-space-error';
import { ValidationFailedError } from '@triton/errors/validation-failed-error';
import { VmNotStoppedError } from '@triton/errors/vm-not-stopped-error';
import { FLEXIBLE, imageNamed, INFLEXIBLE, NEWER_FLEXIBLE, OF_GLOBEX, RETIRED } from './seed';
import { startWorld, type World } from './world';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());
beforeEach(() => void (world.vmapi.calls.length = 0));

const resize = (id: string, pkg: unknown) =>
  world.request('POST', `/acme/machines/${id}`, { body: { action: 'resize', package: pkg } });

test('RFD 154, Relation to VM resize: 202 with an empty body and the job; VMAPI is told the package', async () => {
  const vm = world.putVm();
  for (const [name, uuid] of [
    [NEWER_FLEXIBLE, NEWER_FLEXIBLE],
    ['twice', NEWER_FLEXIBLE],
    [FLEXIBLE, FLEXIBLE],
  ]) {
    const answer = await resize(vm.uuid, name);
    expect([answer.status, answer.text]).toEqual([202, '']);
    expect(answer.headers.get('x-job-uuid')).toBe(world.vmapi.jobs[0]?.uuid);
    expect(world.vmapi.calls.at(-1)).toMatchObject({ operation: 'UpdateVm', input: { billing_id: uuid } });
  }
  await resize(vm.uuid, 'twice');
  world.vmapi.finishJobs();
  expect((await world.request('GET', `/acme/machines/${vm.uuid}`)).body).toMatchObject({ package: 'twice' });
});

test('action and package may stand in the query string', async () => {
  const vm = world.putVm();
  expect((await world.request('POST', `/acme/machines/${vm.uuid}?action=resize&package=twice`)).status).toBe(202);
});

test('a traditional machine may become flexible', async () => {
  const vm = world.putVm({ billing_id: INFLEXIBLE });
  delete vm.flexible_disk_size;
  expect((await resize(vm.uuid, FLEXIBLE)).status).toBe(202);
});

test.each([
  ['no package', undefined, 'MissingParameter'],
  ['a package that is not there', 'none', 'InvalidArgument'],
  ['a package of another account', OF_GLOBEX, 'InvalidArgument'],
  ['a package that is not active', RETIRED, 'InvalidArgument'],
  ['a package that is not flexible', INFLEXIBLE, 'InvalidArgument'],
  ['a number', 5, 'InvalidArgument'],
])('%s is refused by name, and VMAPI is not asked', async (_what, pkg, code) => {
  const vm = world.putVm();
  expect(await resize(vm.uuid, pkg)).toMatchObject({ status: 409, body: { code, errors: [{ field: 'package' }] } });
  expect(world.vmapi.takeOperations()).not.toContain('UpdateVm');
});

test('a kvm machine, and a package with less memory than the image needs, are refused', async () => {
  const kvm = world.putVm({ brand: 'kvm' });
  expect(await resize(kvm.uuid, FLEXIBLE)).toMatchObject({ status: 409, body: { code: 'InvalidArgument' } });
  const vm = world.putVm();
  Object.assign(vm.disks[0] ?? {}, { image_uuid: imageNamed('hungry') });
  expect(await resize(vm.uuid, FLEXIBLE)).toMatchObject({
    status: 409,
    body: { code: 'InvalidArgument', message: expect.stringContaining('65536 MiB') },
  });
});

const tooSmall = 'Cannot resize bhyve instance, existing disk usage (30720) exceeds the flexible disk size (20480)';
test.each([
  [new ValidationFailedError(tooSmall, [{ field: 'flexible_disk_size', code: 'Invalid', message: tooSmall }])],
  [new InsufficientSpaceError({ requestedMib: 10, freeSpaceMib: 5, allocatableMib: 4 })],
  [new VmNotStoppedError('VM not stopped: changing bhyve CPU or memory requires the instance to be stopped')],
])('a refusal of VMAPI passes as it is: %s', async (refusal) => {
  const vm = world.putVm();
  world.vmapi.refusal = refusal;
  const answer = await resize(vm.uuid, 'twice');
  expect([answer.status, answer.body]).toEqual([409, refusal.toBody()]);
});

test('a deleted machine is not resized: 410 with the machine', async () => {
  const vm = world.putVm({ state: 'destroyed' });
  expect(await resize(vm.uuid, 'twice')).toMatchObject({ status: 410, body: { state: 'deleted' } });
});
