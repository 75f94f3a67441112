import { ZfsCommandError } from '@triton/zfs/zfs-command-error';

import type { VmadmHost } from './vmadm-host';

/** An image on this compute node: the volume `zones/<image_uuid>` with its snapshot `@final`. Sizes are bytes. */
export interface ImageVolume {
  snapshot: string;
  volsize: number;
  volblocksize: number;
}

/** The images that are here, by uuid; one command each. */
export async function findImages(host: VmadmHost, uuids: readonly string[]): Promise<Map<string, ImageVolume>> {
  const images = new Map<string, ImageVolume>();
  for (const uuid of new Set(uuids)) {
    const image = await findImage(host, uuid);
    if (image) images.set(uuid, image);
  }
  return images;
}

async function findImage(host: VmadmHost, uuid: string): Promise<ImageVolume | undefined> {
  const dataset = `${host.pool}/${uuid}`;
  const snapshot = `${dataset}@final`;
  try {
    const rows = await host.zfs.list(dataset, ['name', 'volsize', 'volblocksize'], {
      types: ['volume', 'snapshot'],
      depth: 1,
    });
    const volblocksize = Number(rows.find(({ name }) => name === dataset)?.volblocksize);
    const volsize = Number(rows.find(({ name }) => name === snapshot)?.volsize);
    return volsize > 0 && volblocksize > 0 ? { snapshot, volsize, volblocksize } : undefined;
  } catch (error) {
    if (error instanceof ZfsCommandError && error.isNotFound) return undefined;
    throw error;
  }
}
