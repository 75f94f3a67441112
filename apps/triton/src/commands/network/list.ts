import type { CloudCommand } from '../../command';
import { shortId } from '../../lookup/short-id';
import { formatTable, TABLE_OPTIONS } from '../../output/table';

export const listNetworks: CloudCommand = {
  name: 'list',
  aliases: ['ls'],
  summary: 'List networks.',
  options: TABLE_OPTIONS,
  help: `List networks.

Usage:
    triton network list [OPTIONS]

Options:
    -h, --help          Show this help.

  Output options
    -H                  Omit table header row.
    -o field1,...       Specify fields (columns) to output.
    -l, --long          Long/wider output. Ignored if "-o ..." is used.
    -s field1,...       Sort on the given fields. Default is "name".
    -j, --json          JSON output.
`,
  async run(session, _args, options) {
    const rows = (await session.cloudapi.listNetworks()).map((network) => ({
      ...network,
      shortid: shortId(network.id),
    }));
    const layout = {
      columns: ['shortid', 'name', 'public'],
      longColumns: ['id', 'name', 'subnet', 'gateway', 'public', 'vlan_id', 'description'],
      sort: ['name'],
    };
    formatTable(rows, layout, options).forEach(session.print);
  },
};
