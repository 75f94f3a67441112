import { MIB } from './bytes';
import type { ChangedDisk } from './disk-payload';
import { findDisk } from './find-disk';
import { isPowerOfTwoPair } from './guest-block-size';
import type { VolumeChange } from './intent';
import { invalidValue } from './invalid-value';
import type { ConfigDisk, VmConfig } from './vm-config';
import type { VmDatasets } from './vm-datasets';
import { VmadmError } from './vmadm-error';
import { volumePath } from './volume-path';

export interface DiskChanges {
  disks: ConfigDisk[];
  /** By dataset. */
  volumes: Record<string, VolumeChange>;
}

/** What may change while the guest runs, apart from growing where the node can do that. */
const LIVE_KEYS: readonly string[] = [
  'path',
  'uuid',
  'size',
  'dangerous_allow_shrink',
  'compression',
  'refreservation',
];

/**
 * `update_disks`, applied to the disks of the VM. A disk gets smaller only if `dangerous_allow_shrink` is true, which is
 * never stored (RFD 154, "Resize with update_disks"); the size it has already is fine.
 */
export function planDiskChanges(
  config: VmConfig,
  actual: VmDatasets,
  changes: readonly ChangedDisk[],
  onlineGrow: boolean,
): DiskChanges {
  let disks = config.disks;
  const volumes: Record<string, VolumeChange> = {};
  changes.forEach((change, index) => {
    const at = `update_disks.${index}`;
    const disk = findDisk(disks, change, at);
    const volume = actual.volumes.find(({ dataset }) => volumePath(dataset) === disk.path);
    const now = volume && (volumes[volume.dataset]?.to ?? volume);
    const sizeNow = now?.volsize ?? 0;
    const size = change.size === undefined ? sizeNow : change.size * MIB;
    if (size < sizeNow && !change.dangerous_allow_shrink) {
      const message = `Can not shrink disk from ${sizeNow / MIB} MiB to ${change.size} MiB`;
      throw new VmadmError('InvalidArgument', message);
    }
    if (config.state !== 'stopped') checkLive(config, change, size - sizeNow, onlineGrow);
    if (!isPowerOfTwoPair(change.guest_block_size))
      throw invalidValue(`${at}.guest_block_size`, 'must be powers of two');
    const { compression } = change;
    if (size !== sizeNow || compression !== undefined || change.refreservation !== undefined) {
      if (!now || !volume) throw new VmadmError('InvalidArgument', 'failed to identify device to resize');
      const { dataset, volsize, volblocksize } = volume;
      const from = { volsize, volblocksize, compression: volume.compression };
      const wanted = compression ?? volumes[dataset]?.to?.compression;
      const to = { volsize: size, volblocksize, ...(wanted === undefined ? {} : { compression: wanted }) };
      volumes[dataset] = { from, to };
    }
    disks = disks.map((other) => (other === disk ? { ...disk, ...configChanges(change) } : other));
  });
  return { disks, volumes: withoutIdle(volumes) };
}

function checkLive(config: VmConfig, change: ChangedDisk, growth: number, onlineGrow: boolean): void {
  const live = Object.keys(change).every((key) => LIVE_KEYS.includes(key));
  if (live && (growth === 0 || (growth > 0 && onlineGrow))) return;
  throw new VmadmError(
    'VmNotStopped',
    'at least one specified update to disks is only allowed when state is "stopped", ' +
      `currently: ${config.state} (${config.state === 'running' ? 'running' : 'installed'})`,
  );
}

function configChanges(change: ChangedDisk): Partial<ConfigDisk> {
  const { boot, model, pci_slot, guest_block_size, notrim, refreservation } = change;
  const stored = { boot, model, pci_slot, guest_block_size, notrim, refreservation };
  return Object.fromEntries(Object.entries(stored).filter(([, value]) => value !== undefined));
}

/** A change to what is there already is none. */
function withoutIdle(volumes: Record<string, VolumeChange>): Record<string, VolumeChange> {
  const real = ({ from, to }: VolumeChange): boolean =>
    from?.volsize !== to?.volsize || (to?.compression !== undefined && to.compression !== from?.compression);
  return Object.fromEntries(Object.entries(volumes).filter(([, change]) => real(change)));
}
