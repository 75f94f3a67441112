import { findVm } from '../../vms/vm-table';
import { resizeGrowth } from '../../vms/resize-growth';
import type { VmStep } from '../vm-job';

/**
 * Holds on the compute node what the VM will take beyond what it has, so that two growing VMs, or a growing and a new one,
 * never get the same room. By now the job is the only one that changes the VM.
 */
export const reserveGrowth: VmStep = {
  name: 'cnapi.reserve_growth',
  async run({ cnapi, db }, { vmUuid, serverUuid, payload }) {
    const found = await findVm(db, vmUuid);
    const growth = found && resizeGrowth(found, payload);
    if (!growth || (growth.disk === 0 && growth.ram === 0)) return 'nothing grows';
    await cnapi.reserve(serverUuid, vmUuid, growth);
    return `${growth.disk} MiB of disk, ${growth.ram} MiB of memory`;
  },
  undo: ({ cnapi }, { vmUuid }) => cnapi.releaseAllocation(vmUuid, { growth: true }),
};
