import { rmSync, writeFileSync } from 'node:fs';

import { createSnapshot } from './create-snapshot';
import { createVm } from './create-vm';
import { deleteVm } from './delete-vm';
import { makeSimulatedNode, type SimulatedNode, VM } from './testing/simulated-node';
import { updateVm } from './update-vm';
import type { VmEvent } from './vm-event';
import { type VmWatch, watchVms, type WatchVmsOptions } from './watch-vms';

const MIB = 1024 * 1024;
const DISK0 = `/dev/zvol/rdsk/zones/${VM}/disk0`;
const create = () =>
  createVm(node.host, {
    uuid: VM,
    brand: 'bhyve',
    autoboot: false,
    flexible_disk_size: 10240,
    disks: [{ size: 1024, boot: true }],
  });

let node: SimulatedNode;
let watches: VmWatch[];
beforeEach(async () => {
  node = await makeSimulatedNode();
  watches = [];
});
afterEach(async () => {
  await Promise.all(watches.map((watch) => watch.close()));
  node.close();
});

/** A stream of events, and a way to wait for the first one that is as wished. */
function stream(options: Partial<WatchVmsOptions> = {}) {
  const events: VmEvent[] = [];
  let look: () => void = () => undefined;
  const onEvent = (event: VmEvent): void => {
    events.push(event);
    look();
  };
  watches.push(watchVms(node.host, { onEvent, ...options }));
  const seen = (wish: (event: VmEvent) => boolean): Promise<VmEvent> =>
    new Promise((resolve) => {
      look = () => {
        const found = events.find(wish);
        if (found) resolve(found);
      };
      look();
    });
  return { events, seen };
}

const isReady = ({ type }: VmEvent) => type === 'ready';
const touches = (prettyPath: string) => (event: VmEvent) =>
  event.type === 'modify' && event.changes.some((change) => change.prettyPath === prettyPath);

test('a VM is created, changed and deleted, and every event says what', async () => {
  const { events, seen } = stream();
  expect(await seen(isReady)).toMatchObject({ type: 'ready', vms: {} });
  await create();
  await seen(({ type }) => type === 'create');
  await updateVm(node.host, VM, { update_disks: [{ path: DISK0, size: 2048 }] });
  expect(await seen(touches('disks.*.size'))).toMatchObject({
    type: 'modify',
    zonename: VM,
    uuid: VM,
    changes: expect.arrayContaining([
      { prettyPath: 'free_space', path: ['free_space'], action: 'changed', oldValue: 9216, newValue: 8192 },
      expect.objectContaining({ path: ['disks', null, 'size'], oldValue: 1024, newValue: 2048, ident: DISK0 }),
      expect.objectContaining({ prettyPath: 'disks.*.refreservation' }),
    ]),
  });
  await createSnapshot(node.host, VM, 'a');
  await seen(touches('snapshots.*'));
  await deleteVm(node.host, VM);
  const gone = await seen(({ type }) => type === 'delete');
  expect(gone).toEqual({ type: 'delete', date: expect.stringMatching(/Z$/), zonename: VM, uuid: VM });
  expect(events.filter(isReady)).toHaveLength(1);
});

test('a volume that was changed in the pool alone shows at the next look, which is one command', async () => {
  await create();
  const { seen } = stream({ rescanMs: 20 });
  await seen(isReady);
  await node.host.zfs.set(`zones/${VM}/disk0`, { volsize: 3072 * MIB });
  await seen(touches('disks.*.size'));
  expect(new Set(node.commands.slice(-1).map((line) => line.split(' ').slice(0, 2).join(' ')))).toEqual(
    new Set(['zfs list']),
  );
});

test('a look at many VMs is one command', async () => {
  for (let n = 10; n < 16; n++) await createVm(node.host, { uuid: `${n}${VM.slice(2)}`, brand: 'bhyve' });
  node.commands.length = 0;
  const { seen } = stream();
  const ready = await seen(isReady);
  expect(Object.keys(ready.type === 'ready' ? ready.vms : {})).toHaveLength(6);
  expect(node.commands).toHaveLength(1);
});

test('what can not be looked at now is looked at again', async () => {
  await create();
  const troubles: string[] = [];
  const host = { ...node.host, onTrouble: (message: string) => void troubles.push(message) };
  node.zfs.orderFault({ match: '^zfs list', skip: 0, action: 'fail', stderr: 'pool I/O is suspended\n' });
  const events: VmEvent[] = [];
  await new Promise<void>((resolve) => {
    const onEvent = (event: VmEvent): void => {
      events.push(event);
      resolve();
    };
    watches.push(watchVms(host, { rescanMs: 10, onEvent }));
  });
  expect([troubles, events.map(({ type }) => type)]).toEqual([['the VMs can not be watched just now'], ['ready']]);
});

test('where the directory can not be watched, the regular look finds what was created', async () => {
  rmSync(node.host.configs.directory, { recursive: true, force: true });
  writeFileSync(node.host.configs.directory, 'in the way');
  const { seen } = stream({ rescanMs: 20 });
  rmSync(node.host.configs.directory);
  await seen(isReady);
  await create();
  await seen(({ type }) => type === 'create');
});

test('nothing is told once the watch is closed', async () => {
  const { events, seen } = stream();
  await seen(isReady);
  await watches[0]?.close();
  await create();
  expect(events.map(({ type }) => type)).toEqual(['ready']);
});
