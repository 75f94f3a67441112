import type { CloudCommand } from '../../command';
import { findImage } from '../../lookup/find-image';
import { JSON_OPTION, printObject } from '../../output/print-object';

export const getImage: CloudCommand = {
  name: 'get',
  summary: 'Get an image.',
  arguments: '<image>',
  options: [JSON_OPTION, { flags: '-a, --all', description: 'Look among images in every state.' }],
  help: `Get an image.

Usage:
    triton image get [OPTIONS] IMAGE

Options:
    -h, --help          Show this help.
    -a, --all           Look among images in every state, not only active ones.
    -j, --json          JSON output on one line.

Where "IMAGE" is an image name, name@version, id, or short id.
`,
  async run(session, [text = ''], options) {
    printObject(session, await findImage(session, text, options.all ? { state: 'all' } : {}), options);
  },
};
