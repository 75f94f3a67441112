import type { VmStep } from '../vm-job';

/** Until then the node will have reported what the VM has now: it does so within seconds of a change. */
const REPORTED_SECONDS = 15;

/** The VM has what was held for it. */
export const releaseGrowth: VmStep = {
  name: 'cnapi.release_growth',
  async run({ cnapi }, { vmUuid }) {
    await cnapi.releaseAllocation(vmUuid, { growth: true, after: REPORTED_SECONDS });
    return 'OK';
  },
};
