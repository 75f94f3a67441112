import { InternalError } from '@triton/errors/internal-error';
import { NotAuthorizedError } from '@triton/errors/not-authorized-error';
import { ConflictError } from '@triton/errors/conflict-error';
import { ValidationFailedError } from '@triton/errors/validation-failed-error';
import type { Vm } from '@triton/schemas/vm';
import { FLEXIBLE, IMAGE } from './seed';
import { SimulatedVmapi } from './simulated-vmapi';
import { startWorld, type World } from './world';

let world: World;
let vm: Vm;
beforeAll(async () => {
  world = await startWorld();
  vm = world.putVm();
});
afterAll(() => world.stop());

const disks = () => world.request('GET', `/acme/machines/${vm.uuid}/disks`);

test('VMAPI’s refusal passes unchanged: code, message and fields', async () => {
  const errors = [{ field: 'pci_slot', code: 'Invalid', message: 'Already in use' }];
  world.vmapi.failure = new ValidationFailedError('Invalid Parameters', errors);
  const answer = await disks();
  expect([answer.status, answer.body]).toEqual([
    409,
    { code: 'ValidationFailed', message: 'Invalid Parameters', errors },
  ]);
  world.vmapi.failure = new ConflictError('disk is resizing: wait for job 17 to finish');
  expect(await disks()).toMatchObject({ status: 409, body: { code: 'ConflictError' } });
});

test('of a neighbour that is in trouble nothing is told but to try again', async () => {
  world.vmapi.failure = SimulatedVmapi.unavailable();
  const answer = await disks();
  expect(answer).toMatchObject({ status: 503, body: { code: 'ServiceUnavailable' } });
  expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
  expect(answer.text).not.toMatch(/moray|10\.0\.0\.7/);
});

test.each([
  ['a fault of VMAPI', new InternalError(new Error('relation "vmapi.vms" does not exist'))],
  ['a question VMAPI did not want from us', new NotAuthorizedError('cloudapi may not do that')],
])('%s is ours, not the client’s', async (_what, failure) => {
  world.vmapi.failure = failure;
  const answer = await disks();
  expect([answer.status, answer.body]).toEqual([500, { code: 'InternalError', message: 'Internal Error' }]);
});

test('without PAPI a machine is not shown as if it had no package, and none is created', async () => {
  await world.papi.stop();
  expect(await world.request('GET', `/acme/machines/${vm.uuid}`)).toMatchObject({ status: 503 });
  const created = await world.request('POST', '/acme/machines', { body: { image: IMAGE, package: FLEXIBLE } });
  expect(created).toMatchObject({ status: 503, body: { code: 'ServiceUnavailable' } });
  expect((await disks()).status).toBe(200);
});

test('without VMAPI there is 503 with Retry-After', async () => {
  await world.vmapi.stop();
  const answer = await disks();
  expect(answer).toMatchObject({ status: 503, body: { code: 'ServiceUnavailable' } });
  expect(answer.headers.get('retry-after')).toBe('5');
  expect(answer.text).not.toMatch(/vmapi|127\.0\.0\.1/);
});
