import { seedData } from '@triton/dev-stack/seed-data';
import { expectDisks, type SizesBySlot } from './expect-disks';
import { refusal } from './refusal';
import { seedImages } from './seed-images';
import { startWorld } from './start-world';
import type { World } from './world';

jest.setTimeout(180_000);

const IMAGE_10_GIB = seedData.image.id;
const IMAGE_90_GIB = '9090a4c2-5d0b-4b7e-9c31-1f6d2a8e0c90';
const IMAGE_1_TIB = '1024b7d3-8e2f-4a06-b5c9-6d3f1e7a2b1c';
/** All of 102400 MiB. */
const INFLEXIBLE = '07c5e8b6-92fd-4a1c-b3d7-6e4f18a2c950';
const REST_STAYS_FREE = '4be3f1a0-5d68-4c27-9e8a-b07d2f6c1e34';
const ONE_DISK = 'e9170d3b-c2a4-4f85-8b6d-1a5e7c90f248';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await seedImages(world, { [IMAGE_90_GIB]: 90 * 1024, [IMAGE_1_TIB]: 1024 * 1024 });
});
afterAll(() => world?.close());

describe('RFD 154, CreateMachine', () => {
  test('the example: the first disk as large as the image, 20480 MiB, and the remaining 71680', async () => {
    const id = await world.newMachine({
      package: 'c4fa76e0-6178-ec20-b64a-e5567f3d62d5',
      image: 'aa788e1f-e143-c46e-9417-b4212486c4ae',
      disks: [{}, { size: 20480 }, { size: 'remaining' }],
    });
    await expectDisks(world, id, { '0:4:0': 10240, '0:4:1': 20480, '0:4:2': 71680 });

    const machine = await world.cloudapi.getMachine(id);
    expect(machine).toMatchObject({ state: 'running', brand: 'bhyve', flexible: true, free_space: 0 });
    const [boot, ...data] = machine.disks ?? [];
    expect(boot).toMatchObject({ boot: true, image: 'aa788e1f-e143-c46e-9417-b4212486c4ae' });
    for (const disk of data) expect([disk.boot, disk.image]).toEqual([undefined, undefined]);
    expect(await world.cloudapi.listMachineDisks(id)).toEqual(machine.disks);
    expect(await world.cloudapi.getMachineDisk(id, boot?.id ?? '')).toEqual(boot);
  });

  test('disks are refused where the package is not flexible, and where they are more than it has space for', async () => {
    const image = IMAGE_10_GIB;
    const { uuid: flexible } = seedData.flexiblePackage;
    const create = (wanted: { package: string; disks: { size?: number }[] }) =>
      refusal(world.cloudapi.createMachine({ image, ...wanted }));
    expect(await create({ package: INFLEXIBLE, disks: [{}] })).toMatchObject({ status: 409, code: 'InvalidArgument' });
    expect(await create({ package: flexible, disks: [{}, { size: 92161 }] })).toMatchObject({
      status: 409,
      code: 'InvalidArgument',
    });
    expect(
      await create({ package: flexible, disks: Array.from({ length: 9 }, () => ({ size: 10240 })) }),
    ).toMatchObject({ status: 409, code: 'InvalidArgument' });
  });
});

describe('RFD 154, Package flexible_disk attribute: the table of image sizes', () => {
  test.each<[string, string, string, SizesBySlot]>([
    ['10 GiB', IMAGE_10_GIB, 'inflexible', { '0:4:0': 10240, '0:4:1': 102400 }],
    ['90 GiB', IMAGE_90_GIB, 'inflexible', { '0:4:0': 92160, '0:4:1': 102400 }],
    ['1 TiB', IMAGE_1_TIB, 'inflexible', { '0:4:0': 1048576, '0:4:1': 102400 }],
    ['10 GiB', IMAGE_10_GIB, 'flexible', { '0:4:0': 10240, '0:4:1': 92160 }],
    ['90 GiB', IMAGE_90_GIB, 'flexible', { '0:4:0': 92160, '0:4:1': 10240 }],
  ])('an image of %s (%s) and a package that is %s', async (_size, image, kind, expected) => {
    const id = await world.newMachine({
      image,
      package: kind === 'flexible' ? seedData.flexiblePackage.uuid : INFLEXIBLE,
    });
    await expectDisks(world, id, expected);
  });

  test('an image of 1 TiB with a flexible package is an error, and leaves no machine', async () => {
    const before = await world.cloudapi.countMachines();
    const { uuid } = seedData.flexiblePackage;
    expect(await refusal(world.cloudapi.createMachine({ image: IMAGE_1_TIB, package: uuid }))).toMatchObject({
      status: 409,
      code: 'InvalidArgument',
    });
    expect(await world.cloudapi.countMachines()).toBe(before);
  });
});

describe('RFD 154, Default disks in package', () => {
  test.each([
    ['10 GiB', IMAGE_10_GIB],
    ['90 GiB', IMAGE_90_GIB],
  ])('[{"size": "remaining"}]: an image of %s is resized to occupy all of the space', async (_size, image) => {
    const id = await world.newMachine({ package: ONE_DISK, image });
    await expectDisks(world, id, { '0:4:0': 102400 });
  });

  test('[{}]: all space not allocated to the image remains free', async () => {
    const id = await world.newMachine({ package: REST_STAYS_FREE });
    await expectDisks(world, id, { '0:4:0': 10240 });
    expect(await world.cloudapi.getMachine(id)).toMatchObject({ free_space: 92160 });
  });

  test('they are overridden by the disks of CreateMachine', async () => {
    const id = await world.newMachine({ package: ONE_DISK, disks: [{}, { size: 'remaining' }] });
    await expectDisks(world, id, { '0:4:0': 10240, '0:4:1': 92160 });
  });
});

describe('RFD 154, ResizeMachineDisk', () => {
  test('a disk grows into exactly the free space, also while its machine runs, and no further', async () => {
    const id = await world.newMachine({ disks: [{}, { size: 20480 }] });
    const disk = await world.diskIn(id, '0:4:1');
    await world.does(id, () => world.cloudapi.resizeMachineDisk(id, disk, { size: 51200 }));
    await expectDisks(world, id, { '0:4:0': 10240, '0:4:1': 51200 });
    expect(await refusal(world.cloudapi.resizeMachineDisk(id, disk, { size: 92161 }))).toMatchObject({
      status: 409,
      code: 'InsufficientSpace',
      requested: 40961,
      free_space: 40960,
    });
    await world.does(id, () => world.cloudapi.resizeMachineDisk(id, disk, { size: 92160 }));
    await expectDisks(world, id, { '0:4:0': 10240, '0:4:1': 92160 });
  });

  test('the boot disk grows beyond its image', async () => {
    const id = await world.newMachine({ disks: [{}] });
    const boot = await world.diskIn(id, '0:4:0');
    await world.does(id, () => world.cloudapi.resizeMachineDisk(id, boot, { size: 102400 }));
    await expectDisks(world, id, { '0:4:0': 102400 });
  });

  test('shrinking is refused unless dangerous_allow_shrink is true', async () => {
    const id = await world.newMachine({ disks: [{}, { size: 20480 }] }, { stopped: true });
    const disk = await world.diskIn(id, '0:4:1');
    const shrink = (options: { dangerous_allow_shrink?: boolean }) =>
      world.cloudapi.resizeMachineDisk(id, disk, { size: 10240, ...options });
    for (const options of [{}, { dangerous_allow_shrink: false }]) {
      expect(await refusal(shrink(options))).toMatchObject({ status: 409, code: 'InvalidArgument' });
    }
    await expectDisks(world, id, { '0:4:0': 10240, '0:4:1': 20480 });
    await world.does(id, () => shrink({ dangerous_allow_shrink: true }));
    await expectDisks(world, id, { '0:4:0': 10240, '0:4:1': 10240 });
  });
});

describe('RFD 154, CreateMachineDisk and DeleteMachineDisk', () => {
  test('a disk keeps its PCI slot when another is removed, and the next one gets the first empty slot', async () => {
    const id = await world.newMachine({ disks: [{}, { size: 20480 }, { size: 30720 }] }, { stopped: true });
    await expectDisks(world, id, { '0:4:0': 10240, '0:4:1': 20480, '0:4:2': 30720 });
    const [middle, last] = [await world.diskIn(id, '0:4:1'), await world.diskIn(id, '0:4:2')];

    await world.does(id, () => world.cloudapi.deleteMachineDisk(id, middle));
    await expectDisks(world, id, { '0:4:0': 10240, '0:4:2': 30720 });
    expect(await world.diskIn(id, '0:4:2')).toBe(last);
    expect(await refusal(world.cloudapi.getMachineDisk(id, middle))).toMatchObject({ code: 'ResourceNotFound' });

    await world.does(id, () => world.cloudapi.createMachineDisk(id, { size: 5120 }));
    await expectDisks(world, id, { '0:4:0': 10240, '0:4:1': 5120, '0:4:2': 30720 });
    expect(await world.diskIn(id, '0:4:1')).not.toBe(middle);

    await world.does(id, () => world.cloudapi.createMachineDisk(id, { size: 'remaining' }));
    await expectDisks(world, id, { '0:4:0': 10240, '0:4:1': 5120, '0:4:2': 30720, '0:4:3': 56320 });
    expect(await refusal(world.cloudapi.createMachineDisk(id, { size: 1 }))).toMatchObject({
      status: 409,
      code: 'InsufficientSpace',
      free_space: 0,
    });
  });

  test('the answer to an add names the disk, which is there at once and becomes as the machine is', async () => {
    const id = await world.newMachine({ disks: [{}] }, { stopped: true });
    const { location = '', jobUuid } = await world.cloudapi.createMachineDisk(id, { size: 1024 });
    const disk = location.split('/').at(-1) ?? '';
    expect(location).toBe(`/acme/machines/${id}/disks/${disk}`);
    expect(await world.cloudapi.getMachineDisk(id, disk)).toMatchObject({ id: disk, size: 1024 });
    await world.succeeded(id, jobUuid);
    expect(await world.cloudapi.getMachineDisk(id, disk)).toMatchObject({ size: 1024, state: 'stopped' });
    expect(await world.cloudapi.getMachineJob(id, jobUuid ?? '')).toMatchObject({ disk_id: disk });
  });

  test('eight disks are the most', async () => {
    const disks = [{}, ...Array.from({ length: 7 }, () => ({ size: 1024 }))];
    const id = await world.newMachine({ disks }, { stopped: true });
    expect(await refusal(world.cloudapi.createMachineDisk(id, { size: 1024 }))).toMatchObject({ status: 409 });
    const slots = Array.from({ length: 8 }, (_, slot) => [`0:4:${slot}`, slot === 0 ? 10240 : 1024]);
    await expectDisks(world, id, Object.fromEntries(slots) as Record<string, number>);
  });

  test('the boot disk can not go, and no disk of a running machine can come or go', async () => {
    const id = await world.newMachine({ disks: [{}, { size: 1024 }] });
    const [boot, data] = [await world.diskIn(id, '0:4:0'), await world.diskIn(id, '0:4:1')];
    for (const request of [
      () => world.cloudapi.createMachineDisk(id, { size: 1024 }),
      () => world.cloudapi.deleteMachineDisk(id, data),
    ]) {
      expect(await refusal(request())).toMatchObject({ status: 409 });
    }
    await world.does(id, () => world.cloudapi.stopMachine(id));
    expect(await refusal(world.cloudapi.deleteMachineDisk(id, boot))).toMatchObject({
      status: 409,
      code: 'InvalidArgument',
    });
    await expectDisks(world, id, { '0:4:0': 10240, '0:4:1': 1024 });
  });
});

test('a deleted machine leaves nothing on its node', async () => {
  const id = await world.newMachine();
  const pool = await world.poolOf(id);
  const { jobUuid } = await world.cloudapi.deleteMachine(id);
  await expect(world.vmapi.waitForJob(jobUuid ?? '')).resolves.toMatchObject({ execution: 'succeeded' });
  expect(await pool.zfs.exists(`zones/${id}`)).toBe(false);
  expect(await refusal(world.cloudapi.getMachine(id))).toMatchObject({ status: 410 });
});

describe('RFD 154, Triton CLI changes', () => {
  /** Runs a command as a user does; what it prints, when it went well. */
  async function triton(...args: string[]): Promise<string> {
    const { exitCode, stdout, stderr } = await world.cli.run('triton', args);
    expect({ args, exitCode, stderr }).toMatchObject({ exitCode: 0 });
    return stdout;
  }

  test('create --disks, disks, disk add, disk resize and disk delete wait until it is done', async () => {
    const name = 'cli-life-cycle';
    const disks = '[{}, {"size": 20480}]';
    const { name: packageName } = seedData.flexiblePackage;
    await triton('instance', 'create', '-w', '--name', name, '--disks', disks, seedData.image.name, packageName);
    const [machine] = await world.cloudapi.listMachines({ name });
    const id = machine?.id ?? '';
    await expectDisks(world, id, { '0:4:0': 10240, '0:4:1': 20480 });
    const listed = await triton('instance', 'disks', '-H', '-o', 'id,size,pci_slot', name);
    expect(
      listed
        .trim()
        .split('\n')
        .map((line) => line.trim().split(/\s+/)),
    ).toEqual([
      [await world.diskIn(id, '0:4:0'), '10240', '0:4:0'],
      [await world.diskIn(id, '0:4:1'), '20480', '0:4:1'],
    ]);

    await triton('instance', 'stop', '-w', name);
    await triton('instance', 'disk', 'add', '-w', name, '30720');
    await expectDisks(world, id, { '0:4:0': 10240, '0:4:1': 20480, '0:4:2': 30720 });
    const added = await world.diskIn(id, '0:4:2');
    await triton('instance', 'disk', 'resize', '-w', name, added, '40960');
    await expectDisks(world, id, { '0:4:0': 10240, '0:4:1': 20480, '0:4:2': 40960 });
    const refused = await world.cli.run('triton', ['instance', 'disk', 'resize', '-w', name, added, '1024']);
    expect(refused.exitCode).not.toBe(0);
    expect(refused.stderr).toContain('--dangerous-allow-shrink');
    await triton('instance', 'disk', 'resize', '-w', '--dangerous-allow-shrink', name, added.slice(0, 8), '1024');
    await expectDisks(world, id, { '0:4:0': 10240, '0:4:1': 20480, '0:4:2': 1024 });
    await triton('instance', 'disk', 'delete', '-w', name, added);
    await expectDisks(world, id, { '0:4:0': 10240, '0:4:1': 20480 });
    await triton('instance', 'delete', '-w', '-f', name);
    expect(await world.cloudapi.listMachines({ name })).toEqual([]);
  });
});
