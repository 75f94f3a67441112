import { convergeAll } from './converge-all';
import { onNode, OPERATIONS } from './testing/crash-operations';
import { VM } from './testing/simulated-node';
import { faults, illegalities, vmState } from './testing/vm-state';

const GROWTH = 'raise the budget and grow into it';

test('a refused change that can not be taken back at once is taken back later, and never carried out after all', async () => {
  const operation = OPERATIONS[GROWTH];
  if (!operation) throw new Error(`there is no ${GROWTH}`);
  await onNode(operation, async ({ host, zfs }) => {
    const before = await vmState(host, VM);
    // The volume can not grow, and then, for a while, nothing can be set at all.
    zfs.orderFault({ match: '^zfs set volsize', action: 'fail', stderr: 'cannot set property: out of space\n' });
    zfs.orderFault({ match: '^zfs set', skip: 1, times: 100, action: 'fail', stderr: 'pool I/O is suspended\n' });
    await expect(operation.run(host)).rejects.toMatchObject({ code: 'InsufficientSpace' });
    const broken = await vmState(host, VM);
    expect(broken).not.toEqual(before);
    expect(illegalities(broken)).toEqual([]);

    zfs.clearFaults();
    await convergeAll(host);
    const settled = await vmState(host, VM);
    expect(faults(settled)).toEqual([]);
    expect(settled).toEqual(before);
  });
});
