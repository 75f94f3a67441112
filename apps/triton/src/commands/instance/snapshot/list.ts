import type { CloudCommand } from '../../../command';
import { findInstance } from '../../../lookup/find-instance';
import { formatTable, TABLE_OPTIONS } from '../../../output/table';
import { tableHelp } from '../../../output/table-help';

export const listSnapshots: CloudCommand = {
  name: 'list',
  aliases: ['ls'],
  summary: 'List the snapshots of an instance.',
  arguments: '<inst>',
  options: TABLE_OPTIONS,
  help: `List the snapshots of an instance.

Usage:
    triton instance snapshot list [OPTIONS] INST
    triton instance snapshots [OPTIONS] INST

Options:
    -h, --help          Show this help.

${tableHelp('created')}
Where "INST" is an instance name, id, or short id. The size is what a snapshot
holds, in mebibytes.
`,
  async run(session, [inst = ''], options) {
    const { id } = await findInstance(session, inst);
    const layout = {
      columns: ['name', 'state', 'created'],
      longColumns: ['name', 'state', 'size', 'created', 'updated'],
      sort: ['created'],
    };
    formatTable(await session.cloudapi.listMachineSnapshots(id), layout, options).forEach(session.print);
  },
};

/** `triton instance snapshots`. */
export const snapshots: CloudCommand = { ...listSnapshots, name: 'snapshots', aliases: [] };
