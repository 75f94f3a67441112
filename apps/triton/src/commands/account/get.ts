import type { CloudCommand } from '../../command';
import { JSON_OPTION, printObject } from '../../output/print-object';

export const getAccount: CloudCommand = {
  name: 'get',
  summary: 'Show the account of the profile.',
  options: [JSON_OPTION],
  help: `Show the account of the profile.

Usage:
    triton account get [OPTIONS]

Options:
    -h, --help          Show this help.
    -j, --json          JSON output on one line.
`,
  async run(session, _args, options) {
    printObject(session, await session.cloudapi.getAccount(), options);
  },
};
