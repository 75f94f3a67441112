import type { DatasetType } from '@triton/zfs/zfs';

import type { VmDatasets } from './vm-datasets';

/** What is read of every dataset. */
export const DATASET_PROPERTIES = [
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
  'written',
  'compression',
  'creation',
] as const;

type Row = Record<(typeof DATASET_PROPERTIES)[number], string>;

export interface ReadOptions {
  snapshots?: boolean;
}

export function datasetTypes({ snapshots }: ReadOptions): DatasetType[] {
  return snapshots ? ['filesystem', 'volume', 'snapshot'] : ['filesystem', 'volume'];
}

/** The rows of `zfs list` below a pool, by VM. */
export function groupByVm(rows: readonly Row[], pool: string): Map<string, VmDatasets> {
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
    const { volsize, volblocksize, refreservation, used, usedbysnapshots, written } = numbersOf(row);
    const space = { used, usedBySnapshots: usedbysnapshots, written };
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
