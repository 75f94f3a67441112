import { seedData } from '@triton/dev-stack/seed-data';
import type { World } from '../world';

/** Ids of what exists, by the noun that stands before them in paths; the account stands after nothing. */
export interface KnownIds extends Readonly<Record<string, string | undefined>> {
  '': string;
  machines: string;
}

/** The machine and all that hangs on it, so that requests get as far as they can. */
export async function knownIds(world: World, machineId: string): Promise<KnownIds> {
  const [disk] = await world.cloudapi.listMachineDisks(machineId);
  const [job] = await world.cloudapi.listMachineJobs(machineId);
  return {
    '': seedData.account.login,
    machines: machineId,
    vms: machineId,
    servers: world.node.serverUuid,
    disks: disk?.id,
    jobs: job?.uuid,
    keys: 'dev',
    packages: seedData.flexiblePackage.uuid,
    images: seedData.image.id,
    networks: seedData.network.id,
    ...(await world.records.newestOf(machineId)),
  };
}
