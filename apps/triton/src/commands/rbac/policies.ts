import type { CloudCommand } from '../../command';
import { shortId } from '../../lookup/short-id';
import { formatTable, TABLE_OPTIONS } from '../../output/table';
import { tableHelp } from '../../output/table-help';

export const rbacPolicies: CloudCommand = {
  name: 'policies',
  summary: 'List the policies of the account.',
  options: TABLE_OPTIONS,
  help: `List the policies of the account.

Usage:
    triton rbac policies [OPTIONS]

Options:
    -h, --help          Show this help.

${tableHelp('name')}
Fields: shortid, id, name, description, nrules, rules.
`,
  async run(session, _args, options) {
    const policies = await session.cloudapi.listPolicies();
    const rows = policies.map((policy) => ({ ...policy, shortid: shortId(policy.id), nrules: policy.rules.length }));
    const layout = {
      columns: ['shortid', 'name', 'description', 'nrules'],
      longColumns: ['id', 'name', 'description', 'rules'],
      sort: ['name'],
    };
    formatTable(rows, layout, options).forEach(session.print);
  },
};
