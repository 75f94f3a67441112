import { recordDestroyed } from '../../vms/record-destroyed';
import type { VmStep } from '../vm-job';

/** The VM is gone from its node, and now from the record. */
export const markDestroyed: VmStep = {
  name: 'vmapi.put_vm',
  async run({ db }, { vmUuid }) {
    await recordDestroyed(db, vmUuid);
    return 'OK';
  },
};
