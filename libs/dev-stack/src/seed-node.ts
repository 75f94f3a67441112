import { createPool } from '@triton/zfs/simulated/create-pool';
import { SimulatedZfsHost } from '@triton/zfs/simulated-zfs-host';
import { Zfs } from '@triton/zfs/zfs';
import { seedData } from './seed-data';

const TIB = 1024 ** 4;
const MIB = 1024 ** 2;
/** Room for some six hundred machines of 100 GiB. */
const POOL_BYTES = 64 * TIB;

/** Gives a simulated node its pool with all images on it, as volumes with their snapshot `@final`. */
export async function seedNode(poolDir: string, durable = true): Promise<void> {
  await createPool({ root: poolDir, name: 'zones', sizeBytes: POOL_BYTES, durable });
  const host = new SimulatedZfsHost({ root: poolDir, durable });
  const zfs = new Zfs(host);
  try {
    for (const { id, type, image_size: sizeMib } of seedData.images) {
      const volume = `zones/${id}`;
      if (type !== 'zvol' || sizeMib === undefined || (await zfs.exists(`${volume}@final`))) continue;
      // The volume without its snapshot is what a crash between the two leaves.
      if (!(await zfs.exists(volume))) await zfs.createVolume(volume, { volsize: sizeMib * MIB, sparse: true });
      await zfs.snapshot(`${volume}@final`);
    }
  } finally {
    host.close();
  }
}
