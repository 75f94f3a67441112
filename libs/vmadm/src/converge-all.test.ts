import { existsSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { convergeAll } from './converge-all';
import { createVm } from './create-vm';
import { loadVm } from './load-vm';
import { rollbackSnapshot } from './rollback-snapshot';
import { createSnapshot } from './create-snapshot';
import { settleVm } from './settle-vm';
import { makeSimulatedNode, type SimulatedNode, VM } from './testing/simulated-node';
import { faults, vmState } from './testing/vm-state';
import { updateVm } from './update-vm';
import type { VmadmHost } from './vmadm-host';

const MIB = 1024 * 1024;
const NOBODY = '11111111-1111-4111-8111-111111111111';
const disk = (n: number) => `/dev/zvol/rdsk/zones/${VM}/disk${n}`;

let node: SimulatedNode;
let troubles: string[];
let host: VmadmHost;
beforeEach(async () => {
  node = await makeSimulatedNode();
  troubles = [];
  host = { ...node.host, onTrouble: (message) => void troubles.push(message) };
  const disks = [{ size: 1024, boot: true }, { size: 2048 }];
  await createVm(host, { uuid: VM, brand: 'bhyve', autoboot: false, flexible_disk_size: 10240, disks });
});
afterEach(() => node.close());

test('where all is well nothing is said and nothing is changed', async () => {
  const before = await vmState(host, VM);
  await convergeAll(host);
  expect([await vmState(host, VM), troubles]).toEqual([before, []]);
});

test('a disk whose volume was destroyed by other hands leaves the configuration, and its space is free', async () => {
  await host.zfs.destroy(`zones/${VM}/disk1`);
  expect((await loadVm(host, VM)).disks[1]).toMatchObject({ path: disk(1), missing: true });
  await convergeAll(host);
  const vm = await loadVm(host, VM);
  expect([vm.disks.map(({ path: at }) => at), vm.free_space, vm.allocatable]).toEqual([[disk(0)], 9216, 9216]);
  expect(faults(await vmState(host, VM))).toEqual([]);
  expect(troubles).toEqual([`VM ${VM} has lost disks`]);
});

test('a disk is not given up because the whole zone can not be seen', async () => {
  await host.zfs.destroy(`zones/${VM}`, { recursive: true });
  await convergeAll(host);
  expect((await loadVm(host, VM)).disks).toHaveLength(2);
});

test('volumes with data and zone roots that belong to no VM are told, counted, and left alone', async () => {
  await host.zfs.createVolume(`zones/${VM}/disk7`, { volsize: 512 * MIB, volblocksize: 8192 });
  await node.zfs.write(`zones/${VM}/disk7`, MIB, 4096);
  await host.zfs.createFilesystem(`zones/${NOBODY}`, {});
  await convergeAll(host);
  expect(troubles).toEqual([`zones/${NOBODY} belongs to no VM`, `zones/${VM}/disk7 belongs to no VM`]);
  expect(await host.zfs.exists(`zones/${VM}/disk7`)).toBe(true);
  expect(await loadVm(host, VM)).toMatchObject({ free_space: 10240 - 1024 - 2048 - 512 });
});

test('what a dead writer left is cleared away once it is old', async () => {
  const [old, young] = [1, 2].map((pid) => path.join(host.configs.directory, `${VM}.json.${pid}.0.new`)) as [
    string,
    string,
  ];
  for (const file of [old, young]) writeFileSync(file, '{');
  utimesSync(old, 0, 0);
  await convergeAll(host);
  expect([existsSync(old), existsSync(young)]).toEqual([false, true]);
});

test('a VM at rest says whether somebody else finished a change, and when its disks went back', async () => {
  expect(await settleVm(host, VM)).toEqual({ vm: await loadVm(host, VM) });
  await createSnapshot(host, VM, 'a');
  await rollbackSnapshot(host, VM, 'a');
  expect(await settleVm(host, VM)).toMatchObject({ rolledBackAt: expect.stringMatching(/Z$/) });

  node.onEffect = (moment, what) => {
    if (moment === 'after' && what.startsWith('zfs set volsize')) throw new Error('the node lost its power');
  };
  await expect(updateVm(host, VM, { update_disks: [{ path: disk(1), size: 3072 }] })).rejects.toThrow('power');
  node.onEffect = () => undefined;
  const settled = await settleVm(host, VM);
  expect(settled).toMatchObject({ settledAt: expect.stringMatching(/Z$/) });
  expect(settled?.vm).toEqual(await loadVm(host, VM));
  expect(settled?.vm).not.toHaveProperty('settled_at');
  expect(await settleVm(host, NOBODY)).toBeUndefined();
  expect(await settleVm(host, '../x')).toBeUndefined();
});
