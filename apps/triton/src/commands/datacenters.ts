import type { CloudCommand } from '../command';
import { formatTable, TABLE_OPTIONS } from '../output/table';
import { tableHelp } from '../output/table-help';

export const datacenters: CloudCommand = {
  name: 'datacenters',
  summary: 'List the datacenters of this cloud.',
  options: TABLE_OPTIONS,
  help: `List the datacenters of this cloud.

Usage:
    triton datacenters [OPTIONS]

Options:
    -h, --help          Show this help.

${tableHelp('name')}
JSON is one object, of names and their URLs.
`,
  async run(session, _args, options) {
    const found = await session.cloudapi.listDatacenters();
    if (options.json) return session.print(JSON.stringify(found));
    const rows = Object.entries(found).map(([name, url]) => ({ name, url }));
    const columns = ['name', 'url'];
    formatTable(rows, { columns, longColumns: columns, sort: ['name'] }, options).forEach(session.print);
  },
};
