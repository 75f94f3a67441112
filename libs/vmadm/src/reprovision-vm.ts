import { Type } from '@sinclair/typebox';
import { Uuid } from '@triton/schemas/uuid';

import { MIB } from './bytes';
import { type Change, changeVm } from './change-vm';
import { checkPayload } from './check-payload';
import { findImages, type ImageVolume } from './image-volume';
import { invalidValue } from './invalid-value';
import { type OperationOptions, markApplied, wasApplied } from './operation';
import type { VmConfig } from './vm-config';
import type { VmDatasets, VolumeState } from './vm-datasets';
import { VmadmError } from './vmadm-error';
import type { VmadmHost } from './vmadm-host';
import { RIDERS } from './vm-properties';
import { volumePath } from './volume-path';
import { withVm } from './with-vm';
import { running } from './zone-state';

const ReprovisionPayload = Type.Object(
  { ...RIDERS, uuid: Type.Optional(Type.Unknown()), brand: Type.Optional(Type.Literal('bhyve')), image_uuid: Uuid },
  { additionalProperties: false },
);

/**
 * Replaces the boot disk by a fresh clone of an image. The new disk keeps size, slot and uuid of the old one, so the space
 * of the VM stays as it is; what was on it, and its snapshots, are lost. The other disks are not touched. A running VM is
 * stopped for it and runs again afterwards.
 */
export async function reprovisionVm(
  host: VmadmHost,
  uuid: string,
  payload: unknown,
  options: OperationOptions = {},
): Promise<void> {
  const { value } = checkPayload(ReprovisionPayload, payload);
  await withVm(host, uuid, async ({ config, datasets }) => {
    if (wasApplied(config, options)) return;
    if (config.indestructible_zoneroot) {
      throw new VmadmError('InvalidArgument', 'indestructible_zoneroot is set, cannot reprovision');
    }
    const volume = bootVolume(config, datasets);
    const image = (await findImages(host, [value.image_uuid])).get(value.image_uuid);
    if (!image) throw invalidValue('image_uuid', `image ${value.image_uuid} is not on this compute node`);
    if (image.volsize > volume.volsize) throw tooSmall(image, volume);
    const { origin } = await host.zfs.get(volume.dataset, ['origin']);
    const change = replacement(config, volume, { image, imageUuid: value.image_uuid, origin, now: host.now() });
    await changeVm(host, markApplied(change, options), datasets);
  });
}

function bootVolume({ disks }: VmConfig, { volumes }: VmDatasets): VolumeState {
  const boot = disks.find((disk) => disk.boot);
  const volume = volumes.find(({ dataset }) => volumePath(dataset) === boot?.path);
  if (!volume) throw new VmadmError('InvalidArgument', 'Cannot reprovision: the VM has no boot disk');
  return volume;
}

function tooSmall(image: ImageVolume, { dataset, volsize }: VolumeState): VmadmError {
  const [imageMib, diskMib] = [Math.ceil(image.volsize / MIB), volsize / MIB];
  const disk = dataset.slice(dataset.lastIndexOf('/') + 1);
  return new VmadmError('InvalidArgument', `Cannot reprovision: image (${imageMib} MiB) > ${disk} (${diskMib} MiB)`);
}

interface ReplacementFacts {
  image: ImageVolume;
  imageUuid: string;
  /** The snapshot that the old disk is a clone of; `-`: none. */
  origin: string;
  now: Date;
}

function replacement(config: VmConfig, volume: VolumeState, facts: ReplacementFacts): Change {
  const { image, imageUuid, origin, now } = facts;
  const { dataset, volsize, volblocksize } = volume;
  const compression = volume.compression === 'off' ? {} : { compression: volume.compression };
  const disks = config.disks.map((disk) => {
    if (disk.path !== volumePath(dataset)) return disk;
    return { ...disk, image_uuid: imageUuid, image_size: Math.ceil(image.volsize / MIB) };
  });
  const next = config.state === 'running' ? running({ ...config, disks }, now) : { ...config, disks };
  const from = { volsize, volblocksize, ...(origin === '-' ? {} : { origin }), ...compression };
  const to = { volsize, volblocksize: image.volblocksize, origin: image.snapshot, ...compression };
  return {
    from: config,
    to: { ...next, last_modified: now.toISOString() },
    volumes: { [dataset]: { from, to } },
    replace: [dataset],
  };
}
