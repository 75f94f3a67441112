import type { CliCommand } from '../../command';
import { findInstance } from '../../find-instance';
import { JSON_OPTION, printObject } from '../../print-object';

export const getInstance: CliCommand = {
  name: 'get',
  summary: 'Get an instance.',
  arguments: '<inst>',
  options: [JSON_OPTION],
  help: `Get an instance.

Usage:
    triton instance get [OPTIONS] INST

Options:
    -h, --help          Show this help.
    -j, --json          JSON output on one line.

Where "INST" is an instance name, id, or short id. A deleted instance is
printed too, with exit status 3.
`,
  async run(session, [inst = ''], options) {
    const { id } = await findInstance(session, inst);
    printObject(session, await session.cloudapi.getMachine(id), options);
  },
};
