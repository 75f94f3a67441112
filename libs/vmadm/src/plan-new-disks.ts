import { isPowerOfTwoPair } from './guest-block-size';
import type { NewDisk } from './disk-payload';
import type { ImageVolume } from './image-volume';
import type { VolumeSpec } from './intent';
import { invalidValue } from './invalid-value';
import { MIB } from './bytes';
import { newVolume } from './new-volume';
import { placeDisks } from './place-disks';
import type { ConfigDisk } from './vm-config';
import { VmadmError } from './vmadm-error';
import { volumePath } from './volume-path';

export interface NewDisksQuestion {
  wishes: readonly NewDisk[];
  /** What the list is called in the payload: `disks` or `add_disks`. */
  listName: string;
  /** `zones/<uuid>`. */
  root: string;
  pool: string;
  /** The VM's disks, those included that the same payload removes: their number, slot and uuid are taken until it is done. */
  present: readonly ConfigDisk[];
  /** Volumes below the root, whosever they are. */
  takenDatasets: readonly string[];
  driver: string | undefined;
  images: ReadonlyMap<string, ImageVolume>;
  newUuid: () => string;
}

export interface NewDisks {
  disks: ConfigDisk[];
  /** By dataset. */
  volumes: Record<string, VolumeSpec>;
}

/** Gives new disks their dataset (`zones/<uuid>/diskN`, the lowest N that is free), uuid, PCI slot and size. */
export function planNewDisks(question: NewDisksQuestion): NewDisks {
  const { wishes, listName, root, pool, present, images } = question;
  const uuids = new Set(present.map(({ uuid }) => uuid));
  const paths = new Set([...present.map(({ path }) => path), ...question.takenDatasets.map(volumePath)]);
  const volumes: Record<string, VolumeSpec> = {};
  const disks = wishes.map((wish, index) => {
    const at = `${listName}.${index}`;
    if (wish.zpool !== undefined && wish.zpool !== pool) throw invalidValue(`${at}.zpool`, `must be ${pool}`);
    if (!isPowerOfTwoPair(wish.guest_block_size)) throw invalidValue(`${at}.guest_block_size`, 'must be powers of two');
    const uuid = wish.uuid ?? question.newUuid();
    if (uuids.has(uuid)) throw new VmadmError('InvalidArgument', `duplicate disk uuid ${uuid}`);
    uuids.add(uuid);
    const spec = newVolume(wish, at, images);
    const dataset = lowestFree(root, paths);
    const path = spec ? volumePath(dataset) : (wish.path ?? '');
    if (paths.has(path)) throw invalidValue(`${at}.path`, 'is already a disk of this VM');
    paths.add(path);
    if (spec) volumes[dataset] = spec;
    return configDisk(wish, path, uuid, question);
  });
  return { disks: placeDisks([...present, ...disks]).slice(present.length), volumes };
}

function lowestFree(root: string, taken: ReadonlySet<string>): string {
  for (let n = 0; ; n++) {
    const dataset = `${root}/disk${n}`;
    if (!taken.has(volumePath(dataset))) return dataset;
  }
}

function configDisk(wish: NewDisk, path: string, uuid: string, question: NewDisksQuestion): ConfigDisk {
  const { driver, present, images } = question;
  const { boot, pci_slot, guest_block_size, notrim, nocreate, image_uuid, media = 'disk' } = wish;
  const image = image_uuid === undefined ? undefined : images.get(image_uuid);
  return {
    path,
    uuid,
    ...(boot === undefined ? {} : { boot }),
    model: wish.model ?? driver ?? present[0]?.model ?? 'virtio',
    media,
    ...(pci_slot === undefined ? {} : { pci_slot }),
    ...(image_uuid === undefined || !image ? {} : { image_uuid, image_size: Math.ceil(image.volsize / MIB) }),
    ...(guest_block_size === undefined ? {} : { guest_block_size }),
    ...(notrim === undefined ? {} : { notrim }),
    ...(nocreate ? { nocreate } : {}),
  };
}
