import type { CloudCommand } from '../../../command';
import { findInstance } from '../../../lookup/find-instance';
import { JSON_OPTION, printObject } from '../../../output/print-object';

export const listMetadata: CloudCommand = {
  name: 'list',
  aliases: ['ls'],
  summary: 'List the metadata of an instance.',
  arguments: '<inst>',
  options: [JSON_OPTION],
  help: `List the metadata of an instance, as a JSON object.

Usage:
    triton instance metadata list [OPTIONS] INST

Options:
    -h, --help          Show this help.
    -j, --json          JSON output on one line.

Where "INST" is an instance name, id, or short id.
`,
  async run(session, [inst = ''], options) {
    const { id } = await findInstance(session, inst);
    printObject(session, await session.cloudapi.listMachineMetadata(id), options);
  },
};
