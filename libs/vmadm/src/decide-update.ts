import { applyProperties } from './apply-properties';
import type { Change } from './change-vm';
import { checkDiskSet } from './check-disk-set';
import { findDisk } from './find-disk';
import type { ImageVolume } from './image-volume';
import type { VolumeChange } from './intent';
import { invalidValue } from './invalid-value';
import { placeDisks } from './place-disks';
import { planDiskChanges } from './plan-disk-changes';
import { planNewDisks } from './plan-new-disks';
import type { UpdatePayload } from './update-payload';
import type { ConfigDisk, VmConfig } from './vm-config';
import type { VmDatasets } from './vm-datasets';
import { VmadmError } from './vmadm-error';
import { volumeOfPath } from './volume-path';

/** All that a decision depends on: the same facts, the same decision. */
export interface UpdateFacts {
  config: VmConfig;
  actual: VmDatasets;
  payload: UpdatePayload;
  unset: readonly string[];
  images: ReadonlyMap<string, ImageVolume>;
  onlineGrow: boolean;
  pool: string;
  newUuid: () => string;
}

/** What an update leads to, before anything is touched. Throws VmadmError when it can not be. */
export function decideUpdate(facts: UpdateFacts): Change {
  const { config, actual, payload, unset, images, onlineGrow, pool, newUuid } = facts;
  const { add_disks: wishes = [], update_disks = [], remove_disks = [] } = payload;
  if ((wishes.length > 0 || remove_disks.length > 0) && config.state !== 'stopped') throw notStopped(config);

  const removed = new Set(remove_disks.map((name, index) => removedDisk(config.disks, name, index).path));
  const changed = planDiskChanges(config, actual, update_disks, onlineGrow);
  for (const [index, change] of update_disks.entries()) {
    const { path } = findDisk(config.disks, change, `update_disks.${index}`);
    if (removed.has(path)) throw invalidValue(`update_disks.${index}`, `${path} is also in remove_disks`);
  }
  const placed = placeDisks(changed.disks);
  const added = planNewDisks({
    wishes,
    listName: 'add_disks',
    root: `${pool}/${config.uuid}`,
    pool,
    present: placed,
    takenDatasets: actual.volumes.map(({ dataset }) => dataset),
    driver: payload.disk_driver ?? config.disk_driver,
    images,
    newUuid,
  });
  const staying = placed.filter(({ path }) => !removed.has(path));
  const disks = [...staying, ...added.disks];
  checkDiskSet(disks);

  const volumes = { ...changed.volumes, ...removals(removed, actual) };
  for (const [dataset, to] of Object.entries(added.volumes)) volumes[dataset] = { to };
  const properties = applyProperties(config, payload, unset);
  const to: VmConfig = { ...properties, disks };
  const recalculated = isRecalculated(config, to, volumes) ? { ...to, disks: automatic(disks, update_disks) } : to;
  return { from: config, to: recalculated, volumes };
}

function notStopped({ state }: VmConfig): VmadmError {
  const zoneState = state === 'running' ? 'running' : 'installed';
  return new VmadmError(
    'VmNotStopped',
    `updates to disks are only allowed when state is "stopped", currently: ${state} (${zoneState})`,
  );
}

function removedDisk(disks: readonly ConfigDisk[], name: string, index: number): ConfigDisk {
  return findDisk(disks, name.startsWith('/') ? { path: name } : { uuid: name }, `remove_disks.${index}`);
}

function removals(paths: ReadonlySet<string>, { volumes }: VmDatasets): Record<string, VolumeChange> {
  const gone = [...paths].flatMap((path) => volumes.filter(({ dataset }) => volumeOfPath(path) === dataset));
  return Object.fromEntries(
    gone.map(({ dataset, volsize, volblocksize }) => [dataset, { from: { volsize, volblocksize } }]),
  );
}

/** RFD 154: a changed limit, or a disk resized, added or removed. */
function isRecalculated(from: VmConfig, to: VmConfig, volumes: Readonly<Record<string, VolumeChange>>): boolean {
  if (from.quota !== to.quota || (from.flexible_disk_size ?? 0) !== (to.flexible_disk_size ?? 0)) return true;
  return Object.values(volumes).some(({ from: old, to: new_ }) => old?.volsize !== new_?.volsize);
}

/** After a recalculation reservations are automatic again, but for those that this very payload sets. */
function automatic(disks: readonly ConfigDisk[], changes: UpdatePayload['update_disks'] = []): ConfigDisk[] {
  return disks.map((disk) => {
    const { refreservation: _forgotten, ...rest } = disk;
    const own = changes.find(({ path, uuid }) => (path === undefined ? uuid === disk.uuid : path === disk.path));
    return own?.refreservation === undefined ? rest : { ...rest, refreservation: own.refreservation };
  });
}
