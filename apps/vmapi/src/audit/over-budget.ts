import { sql } from '@triton/database/kysely';
import type { AuditRule } from './finding';

interface Excess {
  vm_uuid: string;
  flexible_disk_size: number;
  charged: number;
  snapshots: number;
}

/**
 * VMs whose disks are larger than their flexible size: admission never lets that happen, so hands or a rollback on the
 * compute node did. Only an operator can say what is to go.
 */
export const overBudget: AuditRule = {
  name: 'over-budget',
  async look({ db }) {
    const { rows } = await sql<Excess>`
      select vm.uuid as vm_uuid, vm.flexible_disk_size, jsonb_array_length(vm.snapshots) as snapshots,
        sum(greatest(disk.size, coalesce(disk.target_size, 0)))::int as charged
      from vmapi.vms as vm join vmapi.disks as disk on disk.vm_uuid = vm.uuid
      where vm.destroyed is null and vm.flexible_disk_size is not null
      group by vm.uuid
      having sum(greatest(disk.size, coalesce(disk.target_size, 0))) > vm.flexible_disk_size`.execute(db);
    return rows.map(({ vm_uuid: vmUuid, snapshots, ...evidence }) => ({
      ...{ subject: vmUuid, vmUuid, cause: snapshots > 0 ? ('rollback' as const) : ('operator' as const) },
      evidence: { ...evidence, snapshots },
      healed: false,
    }));
  },
};
