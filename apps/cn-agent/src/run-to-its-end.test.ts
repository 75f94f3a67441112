import { createVm } from '@triton/vmadm/create-vm';
import { loadVm } from '@triton/vmadm/load-vm';
import { IMAGE, makeSimulatedNode, type SimulatedNode, VM } from '@triton/vmadm/testing/simulated-node';
import { updateVm } from '@triton/vmadm/update-vm';
import { UnseenChangeError } from './tasks/load-changed-vm';
import { InterruptedError, runToItsEnd } from './run-to-its-end';

let node: SimulatedNode;
let failures: number;
beforeEach(async () => {
  node = await makeSimulatedNode();
  const disks = [{ image_uuid: IMAGE, boot: true }];
  await createVm(node.host, { uuid: VM, brand: 'bhyve', autoboot: false, flexible_disk_size: 51200, disks });
});
afterEach(() => node.close());

const add = (size: number, closing = new AbortController()) =>
  runToItsEnd(node.host, VM, () => updateVm(node.host, VM, { add_disks: [{ size }] }, { operationId: 'op' }), {
    signal: closing.signal,
    firstPauseMs: 1,
    onFailure: () => void (failures += 1),
  });
const disksNow = async () => (await loadVm(node.host, VM)).disks.length;

/** The host fails `times` times to write that the change is done. */
function failToFinish(times: number): void {
  failures = 0;
  let writes = 0;
  node.onEffect = (moment, what) => {
    if (moment === 'before' && what.startsWith('write') && ++writes > 1 && writes <= times + 1) throw new Error('EIO');
  };
}

test('a change that was left half done is no failure: it is done again until it has ended', async () => {
  failToFinish(3);
  await add(10240);
  expect([failures, await disksNow()]).toEqual([3, 2]);
});

test('a refusal is a failure at once', async () => {
  failToFinish(0);
  await expect(add(999_999)).rejects.toMatchObject({ name: 'VmadmError' });
  expect([failures, await disksNow()]).toEqual([0, 1]);
});

test('a change whose result can not be read is no failure: it is looked at again', async () => {
  let looks = 0;
  const work = async (): Promise<string> => {
    if (++looks < 3) throw new UnseenChangeError('zfs list took too long');
    return 'seen';
  };
  const { signal } = new AbortController();
  const patience = { signal, firstPauseMs: 1, onFailure: () => undefined };
  expect(await runToItsEnd(node.host, VM, work, patience)).toBe('seen');
});

test('an agent that closes says nothing of it', async () => {
  failToFinish(Infinity);
  const closing = new AbortController();
  closing.abort();
  await expect(add(10240, closing)).rejects.toBeInstanceOf(InterruptedError);
});
