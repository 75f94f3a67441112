import type { CloudCommand } from '../../../command';
import { findInstance } from '../../../lookup/find-instance';
import { JSON_OPTION, printObject } from '../../../output/print-object';

export const listTags: CloudCommand = {
  name: 'list',
  aliases: ['ls'],
  summary: 'List the tags of an instance.',
  arguments: '<inst>',
  options: [JSON_OPTION],
  help: `List the tags of an instance, as a JSON object.

Usage:
    triton instance tag list [OPTIONS] INST

Options:
    -h, --help          Show this help.
    -j, --json          JSON output on one line.

Where "INST" is an instance name, id, or short id.
`,
  async run(session, [inst = ''], options) {
    const { id } = await findInstance(session, inst);
    printObject(session, await session.cloudapi.listMachineTags(id), options);
  },
};
