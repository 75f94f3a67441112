import { convergeAll } from './converge-all';
import { createVm } from './create-vm';
import { loadVm } from './load-vm';
import { IMAGE, makeSimulatedNode, type SimulatedNode, VM } from './testing/simulated-node';
import { faults, illegalities, vmState } from './testing/vm-state';
import type { VmadmHost } from './vmadm-host';

const MIB = 1024 * 1024;
const ORPHAN = `zones/${VM}/disk7`;

let node: SimulatedNode;
let troubles: string[];
let host: VmadmHost;
beforeEach(async () => {
  node = await makeSimulatedNode();
  troubles = [];
  host = { ...node.host, onTrouble: (message, error) => void troubles.push(`${message}: ${(error as Error).message}`) };
  const disks = [{ size: 1024, boot: true }, { size: 2048 }];
  await createVm(host, { uuid: VM, brand: 'bhyve', autoboot: false, flexible_disk_size: 10240, disks });
});
afterEach(() => node.close());

const makeOrphan = () => host.zfs.createVolume(ORPHAN, { volsize: 512 * MIB, volblocksize: 8192 });
const KEPT = [`${ORPHAN} belongs to no VM: destroy it, or give it back its configuration`];

test('a volume that is no disk and was never written is destroyed, and its zone is as if it had never been', async () => {
  const before = await vmState(host, VM);
  await makeOrphan();
  await convergeAll(host);
  expect(await vmState(host, VM)).toEqual(before);
  expect(faults(before)).toEqual([]);
  expect(troubles).toEqual([`${ORPHAN} belonged to no VM: it was empty and is destroyed`]);
  troubles = [];
  await convergeAll(host);
  expect(troubles).toEqual([]);
});

test.each<[string, () => Promise<unknown>]>([
  ['holds a single block', () => node.zfs.write(ORPHAN, 0, 512)],
  ['holds a block at its end', () => node.zfs.write(ORPHAN, 512 * MIB - 8192, 8192)],
  ['has a snapshot', () => host.zfs.snapshot(`${ORPHAN}@kept`)],
  [
    'has a clone',
    async () => {
      await host.zfs.snapshot(`${ORPHAN}@kept`);
      await host.zfs.clone(`${ORPHAN}@kept`, 'zones/elsewhere');
    },
  ],
])('one that %s is told, counted, and stays', async (_what, make) => {
  await makeOrphan();
  await make();
  await convergeAll(host);
  expect(await host.zfs.exists(ORPHAN)).toBe(true);
  expect(troubles).toEqual(KEPT);
  expect((await loadVm(host, VM)).free_space).toBe(10240 - 1024 - 2048 - 512);
});

test('a clone of an image holds what the image does, and stays', async () => {
  await node.zfs.write(`zones/${IMAGE}`, 0, 8192);
  await host.zfs.snapshot(`zones/${IMAGE}@written`);
  await host.zfs.clone(`zones/${IMAGE}@written`, ORPHAN);
  await convergeAll(host);
  expect(troubles).toEqual(KEPT);
});

test('an empty volume of a VM whose configuration is lost stays', async () => {
  await host.configs.remove(VM);
  await convergeAll(host);
  expect(await host.zfs.exists(`zones/${VM}/disk0`)).toBe(true);
  expect(troubles).toEqual([`zones/${VM} belongs to no VM: destroy it, or give it back its configuration`]);
});

test('a volume whose contents can not be told stays', async () => {
  await makeOrphan();
  node.zfs.orderFault({ match: 'logicalreferenced', action: 'fail', stderr: 'bad property list\n' });
  await convergeAll(host);
  expect(await host.zfs.exists(ORPHAN)).toBe(true);
  expect(troubles).toEqual(KEPT);
});

test('a crash anywhere on the way leaves a legal state, and the next start does the rest', async () => {
  const before = await vmState(host, VM);
  for (let point = 0; ; point++) {
    await makeOrphan();
    let seen = 0;
    node.onEffect = (_moment, what) => {
      if (/^write|^zfs (?!list|get)/.test(what) && seen++ === point) throw new Error('the node lost its power');
    };
    await convergeAll(host);
    node.onEffect = () => undefined;
    expect(illegalities(await vmState(host, VM))).toEqual([]);
    await convergeAll(host);
    expect(await vmState(host, VM)).toEqual(before);
    if (seen <= point) break;
    expect(point).toBeLessThan(20);
  }
});
