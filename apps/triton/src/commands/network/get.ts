import type { CloudCommand } from '../../command';
import { findNetwork } from '../../lookup/find-network';
import { JSON_OPTION, printObject } from '../../output/print-object';

export const getNetwork: CloudCommand = {
  name: 'get',
  summary: 'Get a network.',
  arguments: '<network>',
  options: [JSON_OPTION],
  help: `Get a network.

Usage:
    triton network get [OPTIONS] NETWORK

Options:
    -h, --help          Show this help.
    -j, --json          JSON output on one line.

Where "NETWORK" is a network name, id, or short id.
`,
  async run(session, [text = ''], options) {
    printObject(session, await findNetwork(session, text), options);
  },
};
