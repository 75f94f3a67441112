import type { CloudCommand } from '../../command';
import { findInstance } from '../../lookup/find-instance';
import { shortId } from '../../lookup/short-id';
import { formatTable, TABLE_OPTIONS } from '../../output/table';
import { tableHelp } from '../../output/table-help';

export const auditInstance: CloudCommand = {
  name: 'audit',
  summary: 'List what was done to an instance.',
  arguments: '<inst>',
  options: TABLE_OPTIONS,
  help: `List what was done to an instance, and has ended.

Usage:
    triton instance audit [OPTIONS] INST

Options:
    -h, --help          Show this help.

${tableHelp('time')}
Where "INST" is an instance name, id, or short id.

Fields: shortid, id, time, action, success, caller.keyId, caller.ip.
`,
  async run(session, [inst = ''], options) {
    const { id } = await findInstance(session, inst);
    const records = await session.cloudapi.machineAudit(id);
    const layout = {
      columns: ['shortid', 'time', 'action', 'success'],
      longColumns: ['id', 'time', 'action', 'success', 'caller.keyId', 'caller.ip'],
      sort: ['time'],
    };
    formatTable(
      records.map((record) => ({ ...record, id, shortid: shortId(id) })),
      layout,
      options,
    ).forEach(session.print);
  },
};
