import type { CloudCommand } from '../../../command';
import { findDisk } from '../../../lookup/find-disk';
import { findInstance } from '../../../lookup/find-instance';
import { JSON_OPTION, printObject } from '../../../output/print-object';

export const getDisk: CloudCommand = {
  name: 'get',
  summary: 'Get a disk of an instance.',
  arguments: '<inst> <disk>',
  options: [JSON_OPTION],
  help: `Get a disk of an instance.

Usage:
    triton instance disk get [OPTIONS] INST DISK

Options:
    -h, --help          Show this help.
    -j, --json          JSON output on one line.

Arguments:
    INST        Instance name, id, or short id
    DISK        Disk id or short id
`,
  async run(session, [inst = '', text = ''], options) {
    const { id } = await findInstance(session, inst);
    printObject(session, await findDisk(session, id, text), options);
  },
};
