import { parseFilters } from '../../arguments/parse-filters';
import type { CloudCommand } from '../../command';
import { shortId } from '../../lookup/short-id';
import { formatTable, TABLE_OPTIONS } from '../../output/table';

export const listNetworks: CloudCommand = {
  name: 'list',
  aliases: ['ls'],
  summary: 'List networks.',
  arguments: '[filters...]',
  options: TABLE_OPTIONS,
  help: `List networks.

Usage:
    triton network list [OPTIONS] [FILTERS]

Options:
    -h, --help          Show this help.

  Output options
    -H                  Omit table header row.
    -o field1,...       Specify fields (columns) to output.
    -l, --long          Long/wider output. Ignored if "-o ..." is used.
    -s field1,...       Sort on the given fields. Default is "name".
    -j, --json          JSON output.

Filters:
    public=true, public=false
`,
  async run(session, filters, options) {
    const { public: isPublic } = parseFilters(filters, ['public']);
    const networks = await session.cloudapi.listNetworks();
    const wanted = networks.filter((network) => isPublic === undefined || String(network.public) === isPublic);
    const rows = wanted.map((network) => ({
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
