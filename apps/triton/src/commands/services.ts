import type { CloudCommand } from '../command';
import { formatTable, TABLE_OPTIONS } from '../output/table';
import { tableHelp } from '../output/table-help';

export const services: CloudCommand = {
  name: 'services',
  summary: 'List the services of this datacenter.',
  options: TABLE_OPTIONS,
  help: `List the services of this datacenter.

Usage:
    triton services [OPTIONS]

Options:
    -h, --help          Show this help.

${tableHelp('name')}
JSON is one object, of names and their URLs.
`,
  async run(session, _args, options) {
    const found = await session.cloudapi.listServices();
    if (options.json) return session.print(JSON.stringify(found));
    const rows = Object.entries(found).map(([name, endpoint]) => ({ name, endpoint }));
    const columns = ['name', 'endpoint'];
    formatTable(rows, { columns, longColumns: columns, sort: ['name'] }, options).forEach(session.print);
  },
};
