import type { CloudCommand } from '../../command';
import { findPackage } from '../../lookup/find-package';
import { JSON_OPTION, printObject } from '../../output/print-object';

export const getPackage: CloudCommand = {
  name: 'get',
  summary: 'Get a package.',
  arguments: '<package>',
  options: [JSON_OPTION],
  help: `Get a package.

Usage:
    triton package get [OPTIONS] PACKAGE

Options:
    -h, --help          Show this help.
    -j, --json          JSON output on one line.

Where "PACKAGE" is a package name, id, or short id.
`,
  async run(session, [text = ''], options) {
    printObject(session, await findPackage(session, text), options);
  },
};
