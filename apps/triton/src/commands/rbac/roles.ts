import type { Role } from '@triton/schemas/role';
import type { CloudCommand } from '../../command';
import { shortId } from '../../lookup/short-id';
import { formatTable, TABLE_OPTIONS } from '../../output/table';
import { tableHelp } from '../../output/table-help';

export const rbacRoles: CloudCommand = {
  name: 'roles',
  summary: 'List the roles of the account.',
  options: TABLE_OPTIONS,
  help: `List the roles of the account. Members by default are marked "*": they need not
name the role.

Usage:
    triton rbac roles [OPTIONS]

Options:
    -h, --help          Show this help.

${tableHelp('name')}`,
  async run(session, _args, options) {
    const roles = await session.cloudapi.listRoles();
    const rows = roles.map((role) => ({ ...role, shortid: shortId(role.id), ...(options.json ? {} : namesIn(role)) }));
    const layout = {
      columns: ['shortid', 'name', 'policies', 'members'],
      longColumns: ['id', 'name', 'policies', 'members'],
      sort: ['name'],
    };
    formatTable(rows, layout, options).forEach(session.print);
  },
};

/** A table has room for names only. */
function namesIn({ policies, members }: Role): Record<'policies' | 'members', string> {
  return {
    policies: policies.map(({ name }) => name).join(','),
    members: members.map((member) => `${member.login}${member.default ? '*' : ''}`).join(','),
  };
}
