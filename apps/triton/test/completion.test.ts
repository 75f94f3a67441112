import { startWorld, type World } from './world';

let world: World;
beforeAll(async () => void (world = await startWorld()));
afterAll(() => world.close());
beforeEach(() => world.reset());

const names = async (...argv: string[]) => (await world.triton('complete-names', ...argv)).stdout;

test('names are those of the account', async () => {
  const { id, disks = [] } = world.cloudapi.cloud.addMachine({ name: 'web0', tags: { role: 'web' } });
  await world.triton('instance', 'snapshot', 'create', '-n', 'noon', 'web0');
  expect(await names('inst')).toEqual([id.slice(0, 8), 'web0'].sort());
  expect(await names('disk', 'web0')).toEqual([disks[0]?.id.slice(0, 8)]);
  expect(await names('snapshot', 'web0')).toEqual(['noon']);
  expect(await names('tag', 'web0')).toEqual(['role']);
  expect(await names('network')).toEqual(['55555555', '66666666', 'external', 'office']);
  expect(await names('package')).toEqual(['33333333', '44444444', 'b4-highcpu-bhyve-3.75g', 'sample-1g']);
  expect(await names('image')).toContain('ubuntu-certified-20.04@20210101');
  expect(await names('key')).toEqual(['test']);
  for (const kind of ['user', 'role', 'policy', 'size', 'constructor']) expect(await names(kind)).toEqual([]);
});

test('names of profiles need neither a service nor a key', async () => {
  world.write('.triton/profiles.d/office.json', '{');
  expect((await world.tritonIn({}, 'complete-names', 'profile')).stdout).toEqual(['office']);
});

test('triton completion prints a script, and help does not list complete-names', async () => {
  const { status, stdout } = await world.tritonIn({}, 'completion');
  expect([status, stdout.at(-1)]).toEqual([0, 'complete -F _triton triton']);
  expect((await world.triton('--help')).stdout.join('\n')).not.toContain('complete-names');
});
