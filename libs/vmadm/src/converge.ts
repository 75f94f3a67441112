import { ZfsCommandError } from '@triton/zfs/zfs-command-error';

import { carryOut, type PendingConfig } from './carry-out';
import { reachState } from './reach-state';
import type { ReadOptions } from './dataset-rows';
import { readDatasets } from './read-datasets';
import type { VmConfig } from './vm-config';
import type { VmDatasets } from './vm-datasets';
import { VmadmError } from './vmadm-error';
import type { VmadmHost } from './vmadm-host';

/** A VM that is as its configuration says, and what ZFS holds of it. */
export interface ConvergedVm {
  config: VmConfig;
  datasets: VmDatasets;
}

/**
 * Makes `zones/<uuid>` look as its configuration says; to be called with the VM's lock held, before every change.
 * A change that was interrupted is finished or undone. Otherwise one command tells that nothing is to be done, or how far
 * quota and reservations are from RFD 154's formula. Undefined: there is no such VM (any more).
 */
export async function converge(
  host: VmadmHost,
  uuid: string,
  options: ReadOptions = {},
): Promise<ConvergedVm | undefined> {
  const config = await settledConfig(host, uuid);
  if (!config) return undefined;
  const datasets = await readDatasets(host, uuid, options);
  if (!datasets.root) return { config, datasets };
  try {
    const steps = await reachState(host, datasets, { config, targets: {}, budgetBytes: Infinity });
    if (steps === 0) return { config, datasets };
  } catch (error) {
    // A VM that other hands have brought out of balance must still be usable, be it to remove a disk.
    if (!(error instanceof ZfsCommandError)) throw error;
    host.onTrouble(`the space of VM ${uuid} can not be set right`, error);
  }
  return { config, datasets: await readDatasets(host, uuid, options) };
}

async function settledConfig(host: VmadmHost, uuid: string): Promise<VmConfig | undefined> {
  const config = await host.configs.read(uuid);
  if (!config?.intent) return config;
  try {
    return await carryOut(host, config as PendingConfig, { settling: true });
  } catch (error) {
    if (!(error instanceof VmadmError)) throw error;
    const left = await host.configs.read(uuid);
    if (left?.intent) throw error;
    // Refused and undone: whoever asked for it is long gone, so the refusal is only worth a note.
    host.onTrouble(`an interrupted change of VM ${uuid} was undone`, error);
    return left;
  }
}
