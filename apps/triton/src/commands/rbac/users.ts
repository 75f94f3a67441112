import type { CloudCommand } from '../../command';
import { shortId } from '../../lookup/short-id';
import { formatTable, TABLE_OPTIONS } from '../../output/table';
import { tableHelp } from '../../output/table-help';

export const rbacUsers: CloudCommand = {
  name: 'users',
  summary: 'List the sub-users of the account.',
  options: TABLE_OPTIONS,
  help: `List the sub-users of the account.

Usage:
    triton rbac users [OPTIONS]

Options:
    -h, --help          Show this help.

${tableHelp('login')}`,
  async run(session, _args, options) {
    const rows = (await session.cloudapi.listUsers()).map((user) => ({ ...user, shortid: shortId(user.id) }));
    const layout = {
      columns: ['shortid', 'login', 'email', 'firstName', 'lastName'],
      longColumns: ['id', 'login', 'email', 'firstName', 'lastName', 'created'],
      sort: ['login'],
    };
    formatTable(rows, layout, options).forEach(session.print);
  },
};
