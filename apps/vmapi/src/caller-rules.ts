import type { CallerRules } from '@triton/http-server/callers/caller-gate';

const LOOKS = ['ListVms', 'ListStatuses', 'GetVm', 'ListVmJobs', 'GetVmHistory', 'ListJobs', 'GetJob', 'WaitJob'];
const CHANGES = [
  ...['CreateVm', 'UpdateVm', 'DestroyVm', 'StartVm', 'StopVm', 'RebootVm', 'KillVm', 'ReprovisionVm'],
  ...['CreateVmDisk', 'ResizeVmDisk', 'DeleteVmDisk'],
  ...['CreateVmSnapshot', 'RollbackVmSnapshot', 'DeleteVmSnapshot'],
];
// What internal metadata says, operators have said.
const METADATA = ['Tags', 'CustomerMetadata'].flatMap((kind) =>
  ['List', 'Get', 'Add', 'Set', 'Delete', 'DeleteAll'].map((verb) => `${verb}Vm${kind}`),
);

/**
 * Who may do what besides the operator, where callers are asked for credentials. CloudAPI asks for its users; what is news
 * of a compute node comes by CNAPI; to decide about jobs that are stuck, and to audit, is the operator's.
 */
export const callerRules: CallerRules = {
  cloudapi: [...LOOKS, ...CHANGES, ...METADATA],
  cnapi: ['PutVm'],
};
