import { removeKey } from '@triton/catalog/remove-key';
import type { CreateVmInput } from '@triton/schemas/create-vm-input';
import type { Machine } from '@triton/schemas/machine';
import { newKeyPair } from './key-pairs';
import {
  ACME,
  BOOT_TAKES_ALL,
  EXTERNAL,
  FLEXIBLE,
  IMAGE,
  imageNamed,
  INFLEXIBLE,
  NEWER_FLEXIBLE,
  OF_GLOBEX,
  PRIVATE_OF_GLOBEX,
  REST_STAYS_FREE,
  RETIRED,
} from './seed';
import { startWorld, type World } from './world';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());
beforeEach(() => {
  world.vmapi.calls.length = 0;
});

const create = (input: object, headers: Record<string, string> = {}) =>
  world.request('POST', '/acme/machines', { body: { image: IMAGE, package: FLEXIBLE, ...input }, headers });

function sent(): CreateVmInput {
  const { input } = world.vmapi.calls.find(({ operation }) => operation === 'CreateVm') ?? {};
  return input as CreateVmInput;
}

const sizesSent = () => sent().disks?.map(({ size }) => size);

test('RFD 154, CreateMachine: the example payload becomes the disks of the VM, the image taken from what remains', async () => {
  const answer = await create({ disks: [{}, { size: 20_480 }, { size: 'remaining' }] });
  expect(answer.status).toBe(201);
  expect(sent()).toMatchObject({
    owner_uuid: ACME,
    brand: 'bhyve',
    billing_id: FLEXIBLE,
    flexible_disk_size: 102_400,
    disks: [{ image_uuid: IMAGE, boot: true, size: 10_240 }, { size: 20_480 }, { size: 71_680 }],
  });
});

test('RFD 154, CreateMachine: the answer is the machine with its image and its disks', async () => {
  const answer = await create({ disks: [{}, { size: 20_480 }] });
  const machine = answer.body as Machine;
  expect(machine).toMatchObject({
    state: 'provisioning',
    name: machine.id.slice(0, 8),
    image: IMAGE,
    package: 'b4-highcpu-bhyve-3.75g',
    disk: 102_400,
    flexible: true,
    free_space: 71_680,
    disks: [
      { size: 10_240, boot: true, image: IMAGE, pci_slot: '0:4:0', state: 'creating' },
      { size: 20_480, pci_slot: '0:4:1', state: 'creating' },
    ],
  });
  expect(answer.headers.get('location')).toBe(`/acme/machines/${machine.id}`);
  expect(answer.headers.get('x-job-uuid')).toBe(world.vmapi.jobs[0]?.uuid);
  expect(world.vmapi.takeOperations()).toEqual(['CreateVm', 'GetVm']);
});

describe('RFD 154, Package flexible_disk attribute: image and data disk by image size', () => {
  test.each([
    ['10 GiB image, flexible', FLEXIBLE, 'ubuntu-certified-20.04', [10_240, 92_160]],
    ['90 GiB image, flexible', FLEXIBLE, 'large', [92_160, 10_240]],
  ])('%s', async (_case, pkg, image, sizes) => {
    expect((await create({ package: pkg, image: imageNamed(image) })).status).toBe(201);
    expect(sizesSent()).toEqual(sizes);
  });

  test('1 TiB image, flexible: an error', async () => {
    const answer = await create({ image: imageNamed('too-large') });
    expect(answer).toMatchObject({ status: 409, body: { code: 'InvalidArgument' } });
    expect(sent()).toBeUndefined();
  });

  test('inflexible: the traditional two disks, which follow from image and package', async () => {
    const answer = await create({ package: INFLEXIBLE });
    expect(answer).toMatchObject({ status: 201, body: { flexible: false, disk: 102_400 } });
    expect(answer.body).not.toHaveProperty('free_space');
    expect(sent()).toMatchObject({ image_uuid: IMAGE });
    expect(sent()).not.toHaveProperty('disks');
    expect(sent()).not.toHaveProperty('flexible_disk_size');
  });
});

describe('RFD 154, Default disks in package', () => {
  test('[{size: remaining}]: the image grows over all the space', async () => {
    expect((await create({ package: BOOT_TAKES_ALL })).body).toMatchObject({ free_space: 0 });
    expect(sizesSent()).toEqual([102_400]);
  });

  test('[{}]: what the image does not take stays free', async () => {
    expect((await create({ package: REST_STAYS_FREE })).body).toMatchObject({ free_space: 92_160 });
    expect(sizesSent()).toEqual([10_240]);
  });

  test('the disks of a request win over those of the package', async () => {
    await create({ package: BOOT_TAKES_ALL, disks: [{ size: 20_480 }] });
    expect(sizesSent()).toEqual([20_480]);
  });
});

describe('refused, with the field at fault and before VMAPI is asked', () => {
  test.each<[why: string, input: object, field: string]>([
    ['disks with an inflexible package', { package: INFLEXIBLE, disks: [{}] }, 'disks'],
    ['more than the package has', { disks: [{}, { size: 92_161 }] }, 'disks'],
    ['two that take the rest', { disks: [{ size: 'remaining' }, { size: 'remaining' }] }, 'disks.1.size'],
    ['a boot disk smaller than the image', { disks: [{ size: 10_239 }] }, 'disks.0.size'],
    ['a block size for the clone of an image', { disks: [{ block_size: 8192 }] }, 'disks.0.block_size'],
    ['an unknown package', { package: 'nonesuch' }, 'package'],
    ['an unknown package uuid', { package: '11111111-2222-4333-8444-555555555555' }, 'package'],
    ['a package that is not sold any more', { package: RETIRED }, 'package'],
    ["another account's package", { package: OF_GLOBEX }, 'package'],
    ['an unknown image', { image: '11111111-2222-4333-8444-555555555555' }, 'image'],
    ["another account's image", { image: imageNamed('of-globex') }, 'image'],
    ['an image that is not active', { image: imageNamed('disabled') }, 'image'],
    ['the image of a container', { image: imageNamed('container') }, 'image'],
    ['less memory than the image needs', { image: imageNamed('hungry') }, 'package'],
    ["another account's network", { networks: [EXTERNAL, PRIVATE_OF_GLOBEX] }, 'networks.1'],
    ['two primary networks', { networks: [1, 2].map(() => ({ ipv4_uuid: EXTERNAL, primary: true })) }, 'networks'],
    ['a wish for a place', { affinity: ['instance!=db*'] }, 'affinity'],
    ['a delegated dataset', { delegate_dataset: true }, 'delegate_dataset'],
  ])('%s', async (_why, input, field) => {
    expect(await create(input)).toMatchObject({ status: 409, body: { code: 'InvalidArgument', errors: [{ field }] } });
    expect(sent()).toBeUndefined();
  });

  test('a data disk that nothing is left for', async () => {
    const answer = await create({ disks: [{ size: 102_400 }, { size: 'remaining' }] });
    expect(answer).toMatchObject({
      status: 409,
      body: { code: 'ValidationFailed', errors: [{ field: 'disks.1.size' }] },
    });
  });
});

test('a package is found by name too, the highest version of it', async () => {
  expect((await create({ package: 'twice' })).status).toBe(201);
  expect(sent().billing_id).toBe(NEWER_FLEXIBLE);
});

test('all that the user gives goes to VMAPI: name, networks, metadata, tags, protection', async () => {
  const answer = await create({
    name: 'db0',
    networks: [{ ipv4_uuid: EXTERNAL, ipv4_ips: ['10.88.88.77'], primary: true }],
    'metadata.user-script': 'echo hello',
    'metadata.__proto__x': 'y',
    'tag.role': 'db',
    'tag.shard': 3,
    deletion_protection: true,
    firewall_enabled: true,
  });
  expect(answer).toMatchObject({
    status: 201,
    body: { name: 'db0', deletion_protection: true, tags: { role: 'db', shard: 3 } },
  });
  expect(sent()).toMatchObject({
    alias: 'db0',
    networks: [{ ipv4_uuid: EXTERNAL, ipv4_ips: ['10.88.88.77'], primary: true }],
    tags: { role: 'db', shard: 3 },
    indestructible_zoneroot: true,
    firewall_enabled: true,
    origin: 'cloudapi',
  });
  expect(sent().customer_metadata).toEqual({
    'user-script': 'echo hello',
    __proto__x: 'y',
    root_authorized_keys: world.keys.acme.publicKey.openssh,
  });
});

test('without networks a machine gets the public ones', async () => {
  await create({});
  expect(sent().networks).toEqual([{ ipv4_uuid: EXTERNAL }]);
});

test('a network may be given by its uuid alone, in any case of letters', async () => {
  await create({ networks: [EXTERNAL.toUpperCase()] });
  expect(sent().networks).toEqual([{ ipv4_uuid: EXTERNAL.toUpperCase() }]);
});

test('the same Idempotency-Key gives the same machine and one job', async () => {
  const headers = { 'idempotency-key': 'order-17' };
  const [first, second] = [await create({ name: 'once' }, headers), await create({ name: 'once' }, headers)];
  expect(second.status).toBe(201);
  expect((second.body as Machine).id).toBe((first.body as Machine).id);
  expect(second.headers.get('x-job-uuid')).toBe(first.headers.get('x-job-uuid'));
  expect(world.vmapi.calls.filter(({ operation }) => operation === 'CreateVm')).toHaveLength(1);
});

test('an account that is not approved for provisioning gets no machine', async () => {
  const approve = (approved: boolean) =>
    world.db
      .updateTable('catalog.accounts')
      .set({ approved_for_provisioning: approved })
      .where('uuid', '=', ACME)
      .execute();
  await approve(false);
  const key = newKeyPair();
  await world.client.createKey({ name: 'fresh', key: key.publicKey.openssh });
  const answer = await world.request('POST', '/acme/machines', { key, body: { image: IMAGE, package: FLEXIBLE } });
  await approve(true);
  await world.client.deleteKey('fresh');
  expect(answer).toMatchObject({ status: 409, body: { code: 'InvalidArgument' } });
  expect(sent()).toBeUndefined();
});

test('an account whose last key was just removed gets no machine that nobody could enter', async () => {
  const login = 'globex';
  const options = { login, key: world.keys.globex };
  expect((await world.request('GET', '/globex', options)).status).toBe(200); // known for some seconds from here
  await removeKey(world.db, '5d2a3c1e-0d5c-4f6e-8b1f-1f6f0c2d9a11', 'laptop');
  const answer = await world.request('POST', '/globex/machines', {
    ...options,
    body: { image: IMAGE, package: FLEXIBLE },
  });
  expect(answer).toMatchObject({ status: 409, body: { code: 'KeyRequired' } });
});
