import type { CloudCommand } from '../../command';
import { formatTable, TABLE_OPTIONS } from '../../output/table';
import { tableHelp } from '../../output/table-help';

export const getLimits: CloudCommand = {
  name: 'limits',
  summary: 'List the limits of the account.',
  options: TABLE_OPTIONS,
  help: `List the limits of the account.

Usage:
    triton account limits [OPTIONS]

Options:
    -h, --help          Show this help.

${tableHelp('type')}`,
  async run(session, _args, options) {
    const limits = (await session.cloudapi.getLimits()) as Record<string, unknown>[];
    const columns = ['type', 'used', 'limit'];
    const longColumns = [...columns, 'check', 'by', 'value'];
    formatTable(limits, { columns, longColumns, sort: ['type'] }, options).forEach(session.print);
  },
};
