import { isDeepStrictEqual } from 'node:util';

import { carryOut, type PendingConfig } from './carry-out';
import type { Intent } from './intent';
import type { VmConfig } from './vm-config';
import type { VmDatasets } from './vm-datasets';
import type { VmadmHost } from './vmadm-host';
import { volumePath } from './volume-path';

export type Change = Pick<Intent, 'from' | 'to' | 'volumes' | 'rollback' | 'replace'>;

/** Writes a decided change down, carries it out and answers with the new configuration; undefined: the VM is gone. */
export async function changeVm(host: VmadmHost, change: Change, actual: VmDatasets): Promise<VmConfig | undefined> {
  const { from, to } = change;
  if (from && to && !touchesZfs(change)) {
    if (!isDeepStrictEqual(from, to)) await host.configs.write(to);
    return to;
  }
  const pending = pendingConfig(change);
  await host.configs.write(pending);
  return carryOut(host, pending, { known: actual });
}

function touchesZfs({ from, to, volumes, rollback }: Change): boolean {
  if (rollback !== undefined || Object.keys(volumes).length > 0) return true;
  return !isDeepStrictEqual(spaceSettings(from), spaceSettings(to));
}

function spaceSettings(config: VmConfig | null): unknown {
  return [config?.quota, config?.flexible_disk_size ?? 0, config?.disks.map(({ refreservation }) => refreservation)];
}

/** What is shown while the change is under way: no disk that is being made or removed, and the larger of both budgets. */
function pendingConfig(change: Change): PendingConfig {
  const { from, to, volumes } = change;
  const shown = from ?? to;
  if (!shown) throw new Error('a change from nothing to nothing');
  const inTransit = ({ path }: { path: string }): boolean =>
    !to ||
    Object.entries(volumes).some(
      ([dataset, { from: old, to: new_ }]) => path === volumePath(dataset) && !(old && new_),
    );
  const budget = Math.max(from?.flexible_disk_size ?? 0, to?.flexible_disk_size ?? 0);
  return {
    ...shown,
    ...(from ? {} : { state: 'provisioning' }),
    ...(budget > 0 ? { flexible_disk_size: budget } : {}),
    disks: shown.disks.filter((disk) => !inTransit(disk)),
    intent: change,
  };
}
