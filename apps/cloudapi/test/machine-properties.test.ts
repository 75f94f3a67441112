import { FLEXIBLE, GLOBEX, IMAGE } from './seed';
import { startWorld, type World } from './world';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());
beforeEach(() => {
  world.vmapi.vms.clear();
  world.vmapi.calls.length = 0;
});

const get = (id: string) => world.request('GET', `/acme/machines/${id}`);
const act = (id: string, body: object, headers = {}) =>
  world.request('POST', `/acme/machines/${id}`, { body, headers });
const jobOf = (answer: { headers: Headers }) => answer.headers.get('x-job-uuid');

describe('EnableMachineDeletionProtection, DisableMachineDeletionProtection', () => {
  const ON = { action: 'enable_deletion_protection' };
  const OFF = { action: 'disable_deletion_protection' };

  test.each([
    ['on', ON, true],
    ['off', OFF, false],
  ])('%s is 202 with an empty body and the job, after which it is so', async (_what, body, isProtected) => {
    const vm = world.putVm({ indestructible_zoneroot: !isProtected });
    const answer = await act(vm.uuid, body);
    expect([answer.status, answer.text, jobOf(answer)]).toEqual([202, '', world.vmapi.jobs[0]?.uuid]);
    expect(world.vmapi.calls.at(-1)?.input).toEqual({ indestructible_zoneroot: isProtected });
    world.vmapi.finishJobs();
    expect((await get(vm.uuid)).body).toMatchObject({ deletion_protection: isProtected });
  });

  test('what is so already is 202 without a job', async () => {
    for (const [body, isProtected] of [[ON, true] as const, [OFF, false] as const]) {
      const vm = world.putVm({ indestructible_zoneroot: isProtected });
      const answer = await act(vm.uuid, body);
      expect([answer.status, answer.text, jobOf(answer)]).toEqual([202, '', null]);
    }
    expect(world.vmapi.takeOperations()).not.toContain('UpdateVm');
  });

  test('what is so only until a change under way has ended is changed back after it', async () => {
    const vm = world.putVm({ indestructible_zoneroot: true });
    await act(vm.uuid, OFF);
    expect(jobOf(await act(vm.uuid, ON))).toBe(world.vmapi.jobs[0]?.uuid);
    world.vmapi.finishJobs();
    expect((await get(vm.uuid)).body).toMatchObject({ deletion_protection: true });
    expect(jobOf(await act(vm.uuid, ON))).toBeNull();
  });

  test('an If-Match that does not hold is 412, though nothing would change', async () => {
    const vm = world.putVm({ indestructible_zoneroot: true });
    expect(await act(vm.uuid, ON, { 'if-match': '"99"' })).toMatchObject({
      status: 412,
      body: { code: 'PreconditionFailed' },
    });
  });

  test('once it is lifted, the machine can be deleted', async () => {
    const vm = world.putVm({ indestructible_zoneroot: true });
    const remove = () => world.request('DELETE', `/acme/machines/${vm.uuid}`);
    expect(await remove()).toMatchObject({ status: 409, body: { code: 'CannotDestroyMachine' } });
    await act(vm.uuid, OFF);
    world.vmapi.finishJobs();
    expect((await remove()).status).toBe(204);
  });
});

describe('RenameMachine', () => {
  test('202 with an empty body and the job; the name is the machine’s at once', async () => {
    const vm = world.putVm({ alias: 'db0' });
    const answer = await act(vm.uuid, { action: 'rename', name: 'db1' });
    expect([answer.status, answer.text, jobOf(answer)]).toEqual([202, '', world.vmapi.jobs[0]?.uuid]);
    expect(world.vmapi.calls.at(-1)?.input).toEqual({ alias: 'db1' });
    expect((await get(vm.uuid)).body).toMatchObject({ name: 'db1' });
  });

  test('action and name may stand in the query string', async () => {
    const vm = world.putVm();
    const answer = await world.request('POST', `/acme/machines/${vm.uuid}?action=rename&name=db2`);
    expect(answer.status).toBe(202);
    expect(vm.alias).toBe('db2');
  });

  test('a name of 189 characters is the longest', async () => {
    const vm = world.putVm();
    expect((await act(vm.uuid, { action: 'rename', name: 'x'.repeat(189) })).status).toBe(202);
    expect((await act(vm.uuid, { action: 'rename', name: 'x'.repeat(190) })).status).toBe(409);
  });

  test('a name of one’s own other machine is refused as a name, here and at creation; a stranger’s is free', async () => {
    world.putVm({ alias: 'mine' });
    world.putVm({ alias: 'theirs', owner_uuid: GLOBEX });
    const vm = world.putVm({ alias: 'db3' });
    const refusal = {
      status: 409,
      body: {
        code: 'ValidationFailed',
        message: 'Invalid VM parameters: Invalid machine name',
        errors: [{ field: 'name', code: 'Duplicate', message: 'Already exists' }],
      },
    };
    expect(await act(vm.uuid, { action: 'rename', name: 'mine' })).toMatchObject(refusal);
    const body = { image: IMAGE, package: FLEXIBLE, name: 'mine' };
    expect(await world.request('POST', '/acme/machines', { body })).toMatchObject(refusal);
    expect(vm.alias).toBe('db3');
    expect((await act(vm.uuid, { action: 'rename', name: 'theirs' })).status).toBe(202);
  });
});

test('a deleted machine is neither renamed nor protected: 410 with the machine', async () => {
  const vm = world.putVm({ state: 'destroyed' });
  const bodies = [
    { action: 'rename', name: 'db1' },
    { action: 'enable_deletion_protection' },
    { action: 'disable_deletion_protection' },
  ];
  for (const body of bodies) {
    for (const headers of [{}, { 'idempotency-key': `fresh-${body.action}` }]) {
      expect(await act(vm.uuid, body, headers)).toMatchObject({ status: 410, body: { state: 'deleted' } });
    }
  }
  expect(world.vmapi.jobs.filter(({ vm_uuid }) => vm_uuid === vm.uuid)).toEqual([]);
});
