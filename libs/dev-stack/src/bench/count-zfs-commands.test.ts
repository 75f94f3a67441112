import { countZfsCommands } from './count-zfs-commands';

test('operations take as few commands of zfs as they do today, and none more than it may', async () => {
  const counts = await countZfsCommands();
  expect(counts.filter(({ commands, atMost = Infinity }) => commands > atMost)).toEqual([]);
  expect(Object.fromEntries(counts.map(({ operation, commands }) => [operation, commands]))).toEqual({
    'create a VM with two disks': 5,
    'get a VM': 1,
    'update that changes nothing': 1,
    'update that changes no disk': 1,
    'grow a disk': 4,
    'shrink a disk': 3,
    'add a disk': 3,
    'remove a disk': 3,
    'raise the budget': 2,
    snapshot: 2,
    'roll back': 5,
    'list 100 VMs with disks and snapshots': 1,
    'delete a VM': 2,
  });
});
