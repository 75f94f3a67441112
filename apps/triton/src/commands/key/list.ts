import type { CloudCommand } from '../../command';
import { formatTable, TABLE_OPTIONS } from '../../output/table';

export const listKeys: CloudCommand = {
  name: 'list',
  aliases: ['ls'],
  summary: 'List the keys of the account.',
  options: TABLE_OPTIONS,
  help: `List the keys of the account.

Usage:
    triton key list [OPTIONS]

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
    const layout = { columns: ['fingerprint', 'name'], longColumns: ['fingerprint', 'name', 'key'], sort: ['name'] };
    formatTable(await session.cloudapi.listKeys(), layout, options).forEach(session.print);
  },
};
