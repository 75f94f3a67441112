import type { DatasetType } from '@triton/zfs/zfs';
import { ZfsCommandError } from '@triton/zfs/zfs-command-error';

import type { VmDatasets } from './vm-datasets';
import type { VmadmHost } from './vmadm-host';

const PROPERTIES = [
  'name',
  'type',
  'quota',
  'reservation',
  'refquota',
  'refreservation',
  'used',
  'available',
  'volsize',
  'volblocksize',
  'usedbysnapshots',
  'usedbydataset',
  'compression',
  'creation',
] as const;

type Row = Record<(typeof PROPERTIES)[number], string>;

export interface ReadOptions {
  snapshots?: boolean;
}

/** What ZFS holds of one VM: one command. Nothing there is an answer too. */
export async function readDatasets(host: VmadmHost, uuid: string, options: ReadOptions = {}): Promise<VmDatasets> {
  const root = `${host.pool}/${uuid}`;
  try {
    const rows = await host.zfs.list(root, PROPERTIES, { recursive: true, types: typesFor(options) });
    return groupByVm(rows, host.pool).get(uuid) ?? nothing();
  } catch (error) {
    if (error instanceof ZfsCommandError && error.isNotFound) return nothing();
    throw error;
  }
}

/** The same for all VMs of the pool at once: one command, however many there are. */
export async function readAllDatasets(host: VmadmHost, options: ReadOptions = {}): Promise<Map<string, VmDatasets>> {
  // A VM's volumes are two levels below the pool, their snapshots three.
  const depth = options.snapshots ? 3 : 2;
  const rows = await host.zfs.list(host.pool, PROPERTIES, { depth, types: typesFor(options) });
  return groupByVm(rows, host.pool);
}

function typesFor({ snapshots }: ReadOptions): DatasetType[] {
  return snapshots ? ['filesystem', 'volume', 'snapshot'] : ['filesystem', 'volume'];
}

function groupByVm(rows: readonly Row[], pool: string): Map<string, VmDatasets> {
  const vms = new Map<string, VmDatasets>();
  for (const row of rows) {
    const uuid = row.name.slice(pool.length + 1).split(/[/@]/, 1)[0];
    if (!uuid) continue;
    let datasets = vms.get(uuid);
    if (!datasets) vms.set(uuid, (datasets = nothing()));
    sortIn(row, datasets, `${pool}/${uuid}`);
  }
  return vms;
}

function sortIn(row: Row, datasets: VmDatasets, root: string): void {
  if (row.type === 'snapshot') {
    const [dataset = '', name = ''] = row.name.split('@');
    const { used, volsize, creation } = numbersOf(row);
    datasets.snapshots.push({ dataset, name, used, volsize, createdAt: creation });
  } else if (row.type === 'volume' && row.name !== root) {
    const { volsize, volblocksize, refreservation, used, usedbysnapshots, usedbydataset } = numbersOf(row);
    const space = { used, usedBySnapshots: usedbysnapshots, usedByDataset: usedbydataset };
    const { name: dataset, compression } = row;
    datasets.volumes.push({ dataset, volsize, volblocksize, refreservation, ...space, compression });
  } else if (row.name === root && row.type === 'filesystem') {
    const { quota, reservation, refquota, refreservation, used, available } = numbersOf(row);
    datasets.root = { quota, reservation, refquota, refreservation, used, available };
  }
}

/** `-` and `none` are 0. */
function numbersOf(row: Row): Record<keyof Row, number> {
  return Object.fromEntries(Object.entries(row).map(([name, text]) => [name, Number(text) || 0])) as Record<
    keyof Row,
    number
  >;
}

function nothing(): VmDatasets {
  return { volumes: [], snapshots: [] };
}
