import { storeReport } from '../../vms/store-report';
import type { VmStep } from '../vm-job';

/** What the compute node reports becomes the record, and with it this job's promises become facts. */
export const putVm: VmStep = {
  name: 'vmapi.put_vm',
  repeatable: true,
  async run({ db }, { jobUuid }, results) {
    const { vm, epoch } = results['cnapi.wait_task'] as { vm?: unknown; epoch: number };
    if (vm) await storeReport(db, vm, { epoch, jobUuid });
    return 'OK';
  },
};
