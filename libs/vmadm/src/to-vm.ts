import { MIB } from './bytes';
import { spaceOfVm } from './space-of-vm';
import type { Vm, VmDisk, VmSnapshot } from './vm';
import type { ConfigDisk, VmConfig } from './vm-config';
import type { VmDatasets, VolumeState } from './vm-datasets';
import { volumePath } from './volume-path';

const SNAPSHOT_PREFIX = 'vmsnap-';

/** The VM as `vmadm get` shows it, from its zone configuration and what ZFS holds of it. */
export function toVm(config: VmConfig, datasets: VmDatasets): Vm {
  const { intent: _intent, applied: _applied, settled_at: _settled, rolled_back_at: _rolledBack, ...known } = config;
  const { snapshotting: _snapshotting, ...rest } = known;
  const { disks, state, ...properties } = rest;
  const { uuid, zpool } = config;
  const space = spaceOfVm(config, datasets);
  return {
    ...properties,
    uuid,
    zonename: uuid,
    max_physical_memory: Number(config['max_physical_memory'] ?? config.ram),
    vcpus: Number(config['vcpus'] ?? 1),
    state,
    zone_state: state === 'running' ? 'running' : 'installed',
    zonepath: `/${zpool}/${uuid}`,
    zfs_filesystem: `${zpool}/${uuid}`,
    ...(space ? { free_space: space.freeSpaceMib, allocatable: space.allocatableMib } : {}),
    disks: disks.map((disk) => toDisk(disk, datasets.volumes, zpool)).sort(byNumber),
    snapshots: toSnapshots(config, datasets),
  };
}

function toDisk(disk: ConfigDisk, volumes: readonly VolumeState[], zpool: string): VmDisk {
  const { refreservation: _shownFromZfs, boot = false, ...rest } = disk;
  const volume = volumes.find(({ dataset }) => volumePath(dataset) === disk.path);
  if (!volume) return { ...rest, boot, ...(disk.nocreate || disk.media === 'cdrom' ? {} : { missing: true }) };
  const { dataset, volsize, volblocksize, refreservation, compression, usedBySnapshots } = volume;
  return {
    ...rest,
    boot,
    zfs_filesystem: dataset,
    zpool,
    size: volsize / MIB,
    refreservation: Math.ceil(refreservation / MIB),
    block_size: volblocksize,
    compression,
    ...(usedBySnapshots > 0 ? { snapshot_size: Math.ceil(usedBySnapshots / MIB) } : {}),
  };
}

/** By the number of the disk; what has none comes last. */
function byNumber(a: VmDisk, b: VmDisk): number {
  const numberOf = ({ path }: VmDisk): number => Number(/\/disk(\d+)$/.exec(path)?.[1] ?? Infinity);
  const [first, second] = [numberOf(a), numberOf(b)];
  return first === second ? 0 : first - second;
}

/** Newest first. The size is that of the zone root's own snapshot, as shipped vmadm shows it. */
function toSnapshots({ zpool, uuid }: VmConfig, { snapshots }: VmDatasets): VmSnapshot[] {
  return snapshots
    .filter(({ dataset, name }) => dataset === `${zpool}/${uuid}` && name.startsWith(SNAPSHOT_PREFIX))
    .map(({ name, used, createdAt }) => ({
      name: name.slice(SNAPSHOT_PREFIX.length),
      size: used / MIB,
      created_at: new Date(createdAt * 1000).toISOString(),
    }))
    .reverse();
}
