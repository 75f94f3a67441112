import type { Query } from '@triton/clients/wire-query';
import type { ListMachinesQuery } from './list-machines-query';

const VM_STATES: Readonly<Record<string, string>> = {
  running: 'running',
  stopped: 'stopped',
  unknown: 'unknown',
  failed: 'failed',
  destroyed: 'destroyed',
  deleted: 'destroyed',
};

/**
 * A filter of machines in VMAPI's words; `undefined` when nothing can match, because all machines here are hardware VMs.
 * States that pass by quickly list what is alive, as they always have.
 */
export function vmFilter(query: ListMachinesQuery): Query | undefined {
  const { name, type = 'virtualmachine', brand, image, memory, docker, tombstone } = query;
  // What was deleted since is looked for among all.
  const state = query.state ?? (tombstone === undefined ? 'active' : undefined);
  if (type !== 'virtualmachine' || docker === true) return undefined;
  return {
    state: state && (VM_STATES[state] ?? 'active'),
    alias: name,
    brand,
    image_uuid: image,
    ram: memory,
  };
}
