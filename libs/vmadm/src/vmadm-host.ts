import type { ParityVdev } from '@triton/flexible-disk/automatic-refreservation';
import { Zfs } from '@triton/zfs/zfs';
import type { ZfsHost } from '@triton/zfs/zfs-host';

import { ConfigStore } from './config-store';

/** A compute node, as far as VMs and their disks are concerned. Everything in this library gets one as first argument. */
export interface VmadmHost {
  readonly zfs: Zfs;
  readonly configs: ConfigStore;
  /** The pool under which VMs and images live. */
  readonly pool: string;
  /** May a disk of a running VM grow? (Current bhyve notices a grown volume by itself.) */
  readonly onlineGrow: boolean;
  /** The parity vdevs of the pool; undefined: not known, ZFS is asked with a dry run where it matters. */
  readonly vdevs: readonly ParityVdev[] | undefined;
  readonly now: () => Date;
  /** Told of a change that was found half done and could not be settled. */
  readonly onTrouble: (message: string, error: unknown) => void;
}

export interface VmadmHostOptions {
  readonly zfsHost: ZfsHost;
  /** Directory of the zone configuration files (VMADM_ROOT). */
  readonly configDir: string;
  readonly pool?: string;
  readonly onlineGrow?: boolean;
  readonly vdevs?: readonly ParityVdev[];
  readonly now?: () => Date;
  readonly onTrouble?: (message: string, error: unknown) => void;
  /** Another store of zone configurations than the files of `configDir`. */
  readonly configs?: ConfigStore;
}

export function makeVmadmHost(options: VmadmHostOptions): VmadmHost {
  return {
    zfs: new Zfs(options.zfsHost),
    configs: options.configs ?? new ConfigStore(options.configDir),
    pool: options.pool ?? 'zones',
    onlineGrow: options.onlineGrow ?? true,
    vdevs: options.vdevs,
    now: options.now ?? (() => new Date()),
    onTrouble: options.onTrouble ?? (() => undefined),
  };
}
