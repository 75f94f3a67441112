import { seedData } from '../seed-data';
import type { DemoWorld } from './demo-world';

const NAME = 'web0';

/** RFD 154 in nine commands. Throws at the first thing that is not as the RFD says. */
export async function tellStory(world: DemoWorld): Promise<void> {
  const { cloudapi, tell } = world;
  const { name: packageName, quota: flexibleMib = 0 } = seedData.flexiblePackage;
  const imageName = seedData.image.name;

  tell.section(
    `A machine of ${packageName}: ${flexibleMib} MiB for all disks. The RFD's example: image-sized, 20480, the rest`,
  );
  const disks = '[{},{"size":20480},{"size":"remaining"}]';
  await world.triton('instance', 'create', '-w', '--name', NAME, '--disks', disks, imageName, packageName);
  const machine = (await cloudapi.listMachines({ name: NAME }))[0];
  if (!machine) throw new Error(`CloudAPI does not list ${NAME}`);
  const show = (sizes: Record<string, number>) => world.showDisks(machine.id, flexibleMib, sizes);
  await show({ '0:4:0': 10240, '0:4:1': 20480, '0:4:2': 71680 });

  tell.section(
    'Delete the middle disk. bhyve cannot unplug, so the machine is stopped first; the others keep their slots',
  );
  await world.triton('instance', 'stop', '-w', NAME);
  const middle = await diskIn(world, machine.id, '0:4:1');
  await world.triton('instance', 'disk', 'delete', '-w', NAME, middle);
  await show({ '0:4:0': 10240, '0:4:2': 71680 });

  tell.section('Add a disk: it takes the first empty slot, 0:4:1');
  await world.triton('instance', 'disk', 'add', '-w', NAME, '10240');
  await show({ '0:4:0': 10240, '0:4:1': 10240, '0:4:2': 71680 });

  tell.section('Grow it into all the space that is left, through CloudAPI');
  const added = await diskIn(world, machine.id, '0:4:1');
  const path = `POST /${seedData.account.login}/machines/${machine.id}/disks/${added}`;
  const resize = (input: { size: number; dangerous_allow_shrink?: boolean }) => () =>
    cloudapi.resizeMachineDisk(machine.id, added, input);
  await world.operation(`${path} {"size":20480}`, machine.id, resize({ size: 20480 }));
  await show({ '0:4:0': 10240, '0:4:1': 20480, '0:4:2': 71680 });

  tell.section('One MiB more is more than there is');
  await world.refusal(`${path} {"size":20481}`, 'InsufficientSpace', resize({ size: 20481 }));

  tell.section('Shrinking cuts data off, so it has to be asked for by name');
  await world.refusal(`${path} {"size":5120}`, 'InvalidArgument', resize({ size: 5120 }));
  await world.triton('instance', 'disk', 'resize', '-w', '--dangerous-allow-shrink', NAME, added, '5120');
  await show({ '0:4:0': 10240, '0:4:1': 5120, '0:4:2': 71680 });

  tell.section('Growing works while the machine runs');
  await world.triton('instance', 'start', '-w', NAME);
  await world.triton('instance', 'disk', 'resize', '-w', NAME, added, '15360');
  await show({ '0:4:0': 10240, '0:4:1': 15360, '0:4:2': 71680 });

  tell.section('And away with it');
  await world.triton('instance', 'delete', '-w', '-f', NAME);
}

async function diskIn(world: DemoWorld, machineId: string, slot: string): Promise<string> {
  const disks = await world.cloudapi.listMachineDisks(machineId);
  const disk = disks.find(({ pci_slot }) => pci_slot === slot);
  if (!disk) throw new Error(`machine ${machineId} has no disk in slot ${slot}`);
  return disk.id;
}
