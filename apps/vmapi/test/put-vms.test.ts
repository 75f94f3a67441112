import { randomUUID } from 'node:crypto';
import type { Vm } from '@triton/schemas/vm';
import { startWorld, type World } from './world';

let world: World;
let vm: Vm;
let other: Vm;
beforeAll(async () => {
  world = await startWorld();
  [vm, other] = [await world.newVm(), await world.newVm([1024])];
});
afterAll(() => world.close());

const put = (serverUuid: unknown, vms: Record<string, object>) =>
  fetch(`${world.url}/vms?server_uuid=${String(serverUuid)}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ vms }),
  });
const now = ({ uuid }: Vm, change: object = {}) => ({ ...structuredClone(world.cnapi.node.get(uuid)), ...change });
const stateOf = async ({ uuid }: Vm) => (await world.vmapi.getVm(uuid)).state;

test('what a node says of all of its VMs becomes their record, and a VM it does not name stays', async () => {
  const stranger = { ...now(vm), uuid: randomUUID() };
  const answer = await put(vm.server_uuid, { [vm.uuid]: now(vm, { state: 'running' }), [stranger.uuid]: stranger });
  expect([answer.status, await answer.text()]).toEqual([200, '']);
  expect([await stateOf(vm), await stateOf(other)]).toEqual(['running', 'stopped']);
  expect((await fetch(`${world.url}/vms/${stranger.uuid}`)).status).toBe(404);
});

test('another node has no say in a VM', async () => {
  expect((await put(randomUUID(), { [other.uuid]: now(other, { state: 'running' }) })).status).toBe(200);
  expect(await stateOf(other)).toBe('stopped');
});

test('a report that is none changes nothing, nor do those that came with it', async () => {
  const answers = [
    await put(vm.server_uuid, { [other.uuid]: now(other, { state: 'running' }), [vm.uuid]: now(other) }),
    await put(vm.server_uuid, { [other.uuid]: now(other, { state: 'running' }), [vm.uuid]: { uuid: vm.uuid } }),
    await put('here', {}),
  ];
  const bodies = (await Promise.all(answers.map((answer) => answer.json()))) as { errors: { field: string }[] }[];
  expect(answers.map(({ status }) => status)).toEqual([409, 409, 409]);
  expect(bodies.map(({ errors }) => errors[0]?.field)).toEqual([
    `vms.${vm.uuid}.uuid`,
    expect.stringContaining(`vms.${vm.uuid}`),
    'server_uuid',
  ]);
  expect(await stateOf(other)).toBe('stopped');
});
