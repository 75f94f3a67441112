import { TritonError } from '@triton/errors/triton-error';
import type { Image } from '@triton/schemas/image';
import type { Machine } from '@triton/schemas/machine';
import type { CloudCommand } from '../../command';
import { age } from '../../output/age';
import { parseFilters } from '../../arguments/parse-filters';
import { everyMachine } from '../../lookup/every-machine';
import { shortId } from '../../lookup/short-id';
import { formatTable, TABLE_OPTIONS } from '../../output/table';
import type { Session } from '../../session';

const FILTERS = ['brand', 'docker', 'image', 'memory', 'name', 'state', 'type'];

export const listInstances: CloudCommand = {
  name: 'list',
  aliases: ['ls'],
  summary: 'List instances.',
  arguments: '[filters...]',
  options: TABLE_OPTIONS,
  help: `List instances.

Usage:
    triton instance list [OPTIONS] [FILTERS]

Options:
    -h, --help          Show this help.

  Output options
    -H                  Omit table header row.
    -o field1,...       Specify fields (columns) to output.
    -l, --long          Long/wider output. Ignored if "-o ..." is used.
    -s field1,...       Sort on the given fields. Default is "created".
    -j, --json          JSON output.

Filters:
    FIELD=VALUE         with FIELD one of brand, docker, image, memory, name,
                        state, type, or tag.TAGNAME

Fields: those of the instance (id, name, image, state, package, memory, disk,
free_space, flexible, primaryIp, created...), and shortid, img, age, flags:
B bhyve, F firewall, P protected against deletion.
`,
  async run(session, filters, options) {
    const query = parseFilters(filters, FILTERS, 'tag.');
    const [machines, images] = await Promise.all([everyMachine(session, query), imagesFor(session)]);
    const imageName = new Map(images.map(({ id, name, version }) => [id, `${name}@${version}`]));
    const rows = machines.map((machine) => ({
      ...machine,
      shortid: shortId(machine.id),
      img: imageName.get(machine.image) ?? shortId(machine.image),
      flags: flagsOf(machine),
      age: age(machine.created),
    }));
    const layout = {
      columns: ['shortid', 'name', 'img', 'state', 'flags', 'age'],
      longColumns: [
        'id',
        'name',
        'img',
        'brand',
        'package',
        'state',
        'flags',
        'disk',
        'free_space',
        'primaryIp',
        'created',
      ],
      sort: ['created'],
    };
    formatTable(rows, layout, options).forEach(session.print);
  },
};

function flagsOf({ brand, firewall_enabled, deletion_protection }: Machine): string {
  return [brand === 'bhyve' ? 'B' : '', firewall_enabled ? 'F' : '', deletion_protection ? 'P' : ''].join('');
}

/** For their names only, so that a user who may not see images still sees instances. */
function imagesFor({ cloudapi }: Session): Promise<Image[]> {
  return cloudapi.listImages({ state: 'all' }).catch((error: unknown) => {
    if (error instanceof TritonError && error.status === 403) return [];
    throw error;
  });
}
