import { isDeepStrictEqual } from 'node:util';
import { METADATA_KINDS } from '@triton/schemas/metadata';
import type { VmRow } from '../tables';
import type { NodeReport } from './node-report';

/** Properties that VMAPI keeps without looking into them. */
const ATTRIBUTES = ['cpu_cap', 'max_lwps', 'max_swap', 'zfs_io_priority', 'autoboot', 'firewall_enabled'] as const;

/**
 * Columns of a VM that differ from what its compute node says: metadata (which guests change too), the package, limits. What
 * a report leaves out stays as it is; the name is VMAPI's to give and is not here.
 */
export function reportedProperties(vm: VmRow, report: NodeReport): Record<string, string> {
  const changed: Record<string, string> = {};
  for (const kind of METADATA_KINDS) {
    const said = report[kind];
    if (said !== undefined && !isDeepStrictEqual(said, vm[kind])) changed[kind] = JSON.stringify(said);
  }
  if (report.billing_id !== undefined && report.billing_id !== vm.billing_id) changed.billing_id = report.billing_id;
  const said = ATTRIBUTES.filter((name) => report[name] !== undefined && report[name] !== vm.attributes[name]);
  if (said.length > 0) {
    const values = Object.fromEntries(said.map((name) => [name, report[name]]));
    changed.attributes = JSON.stringify({ ...vm.attributes, ...values });
  }
  return changed;
}
