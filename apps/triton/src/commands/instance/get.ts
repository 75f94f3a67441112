import type { CloudCommand } from '../../command';
import { InstanceDeletedError } from '../../instance-deleted-error';
import { findInstance } from '../../lookup/find-instance';
import { JSON_OPTION, printObject } from '../../output/print-object';

export const getInstance: CloudCommand = {
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
printed too (by its id), with exit status 3.
`,
  async run(session, [inst = ''], options) {
    try {
      printObject(session, await findInstance(session, inst), options);
    } catch (error) {
      if (error instanceof InstanceDeletedError) printObject(session, error.machine, options);
      throw error;
    }
  },
};
