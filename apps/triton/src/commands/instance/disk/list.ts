import type { CloudCommand } from '../../../command';
import { findInstance } from '../../../lookup/find-instance';
import { shortId } from '../../../lookup/short-id';
import { formatTable, TABLE_OPTIONS } from '../../../output/table';

export const listDisks: CloudCommand = {
  name: 'list',
  aliases: ['ls'],
  summary: 'Show the disks that belong to an instance.',
  arguments: '<inst>',
  options: TABLE_OPTIONS,
  help: `Show the disks that belong to an instance.

Usage:
    triton instance disks [OPTIONS] INST
    triton instance disk list [OPTIONS] INST

Options:
    -h, --help          Show this help.

  Output options
    -H                  Omit table header row.
    -o field1,...       Specify fields (columns) to output.
    -l, --long          Long/wider output. Ignored if "-o ..." is used.
    -s field1,...       Sort on the given fields. Default is "pci_slot".
    -j, --json          JSON output.

Where "INST" is an instance name, id, or short id. Sizes are in mebibytes.

Fields: id, shortid, size, pci_slot, boot, image, snapshot_size, block_size,
state.
`,
  async run(session, [inst = ''], options) {
    const { id } = await findInstance(session, inst);
    const disks = await session.cloudapi.listMachineDisks(id);
    const rows = disks.map((disk) => ({ ...disk, shortid: shortId(disk.id) }));
    const layout = {
      columns: ['shortid', 'size', 'pci_slot'],
      longColumns: ['id', 'size', 'pci_slot', 'boot', 'image', 'snapshot_size', 'state'],
      sort: ['pci_slot', 'shortid'],
    };
    formatTable(rows, layout, options).forEach(session.print);
  },
};

/** `triton instance disks`, as the RFD has it. */
export const disks: CloudCommand = { ...listDisks, name: 'disks', aliases: [] };
