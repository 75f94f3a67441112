import { Type } from '@sinclair/typebox';
import { endpoint } from '../endpoint';
import { AuditRecord } from '@triton/schemas/audit-record';
import { MachineParams } from '../machines/machine-params';
import { ownVm } from '../machines/own-vm';
import { toAuditRecord } from '../machines/to-audit-record';
import { PageQuery, pageReply } from '../page';

/** What was done to a machine, latest first. `triton instance reboot --wait` looks here for its reboot. */
export const machineAudit = endpoint({
  name: 'MachineAudit',
  method: 'get',
  path: '/:login/machines/:id/audit',
  description: 'The operations on a machine that have ended, latest first.',
  params: MachineParams,
  query: PageQuery,
  output: Type.Array(AuditRecord),
  status: 200,
  headers: ['x-resource-count', 'x-query-limit'],
  errors: ['ResourceNotFound', 'InvalidArgument'],
  async handle(context, { caller, params, query }) {
    const vm = await ownVm(context, caller, params.id);
    const jobs = await context.vmapi.listVmJobs(vm.uuid);
    const records = jobs.map(toAuditRecord).filter((record) => record !== undefined);
    return pageReply(
      records.sort((one, other) => other.time.localeCompare(one.time)),
      query,
    );
  },
});
