import type { CloudCommand } from '../../command';
import { formatTable, TABLE_OPTIONS } from '../../output/table';
import { tableHelp } from '../../output/table-help';
import { UsageError } from '../../usage-error';

export const rbacKeys: CloudCommand = {
  name: 'keys',
  summary: 'List the keys of a sub-user.',
  arguments: '<user>',
  options: TABLE_OPTIONS,
  help: `List the keys of a sub-user.

Usage:
    triton rbac keys [OPTIONS] USER

Options:
    -h, --help          Show this help.

${tableHelp('name')}
Where "USER" is the login or id of a sub-user.
`,
  async run(session, [user = ''], options) {
    if (user === '') throw new UsageError('a login is needed, not an empty text');
    const layout = { columns: ['fingerprint', 'name'], longColumns: ['fingerprint', 'name', 'key'], sort: ['name'] };
    formatTable(await session.cloudapi.listUserKeys(user), layout, options).forEach(session.print);
  },
};
