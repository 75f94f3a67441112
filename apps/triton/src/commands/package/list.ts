import type { CloudCommand } from '../../command';
import { parseFilters } from '../../arguments/parse-filters';
import { shortId } from '../../lookup/short-id';
import { formatTable, TABLE_OPTIONS } from '../../output/table';

const FILTERS = ['name', 'memory', 'disk', 'swap', 'lwps', 'version', 'vcpus', 'group', 'flexible_disk'];

export const listPackages: CloudCommand = {
  name: 'list',
  aliases: ['ls'],
  summary: 'List packages.',
  arguments: '[filters...]',
  options: TABLE_OPTIONS,
  help: `List packages.

Usage:
    triton package list [OPTIONS] [FILTERS]

Options:
    -h, --help          Show this help.

  Output options
    -H                  Omit table header row.
    -o field1,...       Specify fields (columns) to output.
    -l, --long          Long/wider output. Ignored if "-o ..." is used.
    -s field1,...       Sort on the given fields. Default is "group,memory".
    -j, --json          JSON output.

Filters:
    FIELD=VALUE         with FIELD one of name, memory, disk, swap, lwps,
                        version, vcpus, group, flexible_disk

Memory, swap and disk are in mebibytes.
`,
  async run(session, filters, options) {
    const packages = await session.cloudapi.listPackages(parseFilters(filters, FILTERS));
    const rows = packages.map((pkg) => ({ ...pkg, shortid: shortId(pkg.id) }));
    const layout = {
      columns: ['shortid', 'name', 'memory', 'disk', 'vcpus', 'flexible_disk'],
      longColumns: ['id', 'name', 'group', 'memory', 'swap', 'disk', 'vcpus', 'flexible_disk', 'disks', 'description'],
      sort: ['group', 'memory'],
    };
    formatTable(rows, layout, options).forEach(session.print);
  },
};
