import type { CloudCommand } from '../../command';
import { parseFilters } from '../../arguments/parse-filters';
import { shortId } from '../../lookup/short-id';
import { formatTable, TABLE_OPTIONS } from '../../output/table';

const FILTERS = ['name', 'os', 'version', 'public', 'state', 'owner', 'type'];

export const listImages: CloudCommand = {
  name: 'list',
  aliases: ['ls'],
  summary: 'List images.',
  arguments: '[filters...]',
  options: [...TABLE_OPTIONS, { flags: '-a, --all', description: 'List images in every state.' }],
  help: `List images.

Usage:
    triton image list [OPTIONS] [FILTERS]

Options:
    -h, --help          Show this help.
    -a, --all           List images in every state, not only active ones.

  Output options
    -H                  Omit table header row.
    -o field1,...       Specify fields (columns) to output.
    -l, --long          Long/wider output. Ignored if "-o ..." is used.
    -s field1,...       Sort on the given fields. Default is "published_at".
    -j, --json          JSON output.

Filters:
    FIELD=VALUE         with FIELD one of name, os, version, public, state,
                        owner, type

The size of an image (image_size) is in mebibytes.
`,
  async run(session, filters, options) {
    const images = await session.cloudapi.listImages({
      ...(options.all ? { state: 'all' } : {}),
      ...parseFilters(filters, FILTERS),
    });
    const rows = images.map((image) => ({
      ...image,
      shortid: shortId(image.id),
      pubdate: image.published_at.slice(0, 10),
    }));
    const layout = {
      columns: ['shortid', 'name', 'version', 'image_size', 'os', 'type', 'pubdate'],
      longColumns: ['id', 'name', 'version', 'image_size', 'state', 'os', 'type', 'public', 'pubdate'],
      sort: ['published_at'],
    };
    formatTable(rows, layout, options).forEach(session.print);
  },
};
