import { randomUUID } from 'node:crypto';
import { makeWorld, payload, type World } from './world';

let world: World;
beforeAll(async () => {
  world = await makeWorld();
  await world.start();
});
afterAll(() => world.close());

async function newVm(): Promise<string> {
  const vm = randomUUID();
  expect(await world.ask('machine_create', vm, payload())).toMatchObject({ status: 'complete' });
  return vm;
}

test('a machine is created, changed, started, stopped and destroyed, each report holding what the node then has', async () => {
  const vm = randomUUID();
  const created = await world.ask('machine_create', vm, payload());
  expect(created).toMatchObject({ status: 'complete', event: { vm: { uuid: vm, state: 'stopped', alias: 'web0' } } });

  const added = await world.ask('machine_update', vm, { add_disks: [{ size: 2048, model: 'virtio' }] });
  expect(added.event.vm?.disks.map(({ size }) => size)).toEqual([10240, 2048]);

  expect((await world.ask('machine_boot', vm)).event.vm?.state).toBe('running');
  expect((await world.ask('machine_reboot', vm)).event.vm?.state).toBe('running');
  expect((await world.ask('machine_shutdown', vm, { force: true })).event.vm?.state).toBe('stopped');
  expect(await world.ask('machine_destroy', vm)).toMatchObject({ status: 'complete', event: {} });
  expect(await world.zfs.exists(`zones/${vm}`)).toBe(false);
});

test('a VM is loaded with two looks at most, and without a trace', async () => {
  const vm = await newVm();
  expect(await world.ask('machine_load', vm)).toMatchObject({
    status: 'complete',
    event: { vm: { uuid: vm, flexible_disk_size: 20480, free_space: 10240, allocatable: 10240 } },
  });
  expect(await world.ask('machine_load', randomUUID())).toMatchObject({
    status: 'failure',
    event: { error: { code: 'VmNotFound' } },
  });
});

test('what is so already is success', async () => {
  const vm = await newVm();
  expect((await world.ask('machine_shutdown', vm)).status).toBe('complete');
  await world.ask('machine_boot', vm);
  expect((await world.ask('machine_boot', vm)).status).toBe('complete');
  await world.ask('machine_destroy', vm);
  expect((await world.ask('machine_destroy', vm)).status).toBe('complete');
});

test('a refusal says why, and what the node holds after it', async () => {
  const vm = await newVm();
  const outcome = await world.ask('machine_update', vm, { update_disks: [{ path: 'x', size: 1 }] });
  expect(outcome).toMatchObject({ status: 'failure', event: { vm: { uuid: vm, disks: [{ size: 10240 }] } } });
  const grown = await world.ask('machine_update', vm, { add_disks: [{ size: 99999 }] });
  expect(grown.event.error).toEqual({ message: expect.stringMatching(/./), code: expect.stringMatching(/./) });
});

test('shrinking without leave is refused in the words of the RFD', async () => {
  const vm = await newVm();
  const path = (await world.ask('machine_load', vm)).event.vm?.disks[0]?.path;
  const { event } = await world.ask('machine_update', vm, { update_disks: [{ path, size: 5120 }] });
  expect(event.error?.message).toContain('Can not shrink disk from 10240 MiB to 5120 MiB');
});

test('another VM of the same uuid is not created', async () => {
  const vm = await newVm();
  expect(await world.ask('machine_create', vm, payload())).toMatchObject({
    status: 'failure',
    event: { error: { code: 'VmAlreadyExists' }, vm: { uuid: vm } },
  });
});

test('changes of one VM are done one by one, and none is lost', async () => {
  const vm = await newVm();
  const sizes = [100, 200, 300, 400];
  const outcomes = await Promise.all(
    sizes.map((size) => world.ask('machine_update', vm, { add_disks: [{ size, model: 'virtio' }] })),
  );
  expect(outcomes.map(({ status }) => status)).toEqual(sizes.map(() => 'complete'));
  const disks = (await world.ask('machine_load', vm)).event.vm?.disks.map(({ size }) => size);
  expect(disks?.sort((a, b) => a - b)).toEqual([...sizes, 10240]);
});

test('what the node can not do fails by name', async () => {
  expect(await world.ask('command_execute', randomUUID(), { script: 'rm -rf /' })).toMatchObject({
    status: 'failure',
    event: { error: { code: 'UnknownTask' } },
  });
});
