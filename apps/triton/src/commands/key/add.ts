import { readPublicKey } from '../../arguments/read-public-key';
import type { CloudCommand } from '../../command';

export const addKey: CloudCommand = {
  name: 'add',
  summary: 'Add a key to the account.',
  arguments: '<file>',
  options: [{ flags: '-n, --name <name>', description: 'Name of the key.' }],
  help: `Add a public key to the account.

Usage:
    triton key add [OPTIONS] FILE

Options:
    -h, --help          Show this help.
    -n, --name=NAME     Name of the key. Default is its comment.

Where "FILE" holds the public key, or is "-" for standard input.
`,
  async run(session, [file = ''], options) {
    const key = await readPublicKey(session, file);
    const input = options.name === undefined ? { key } : { name: String(options.name), key };
    const { name, fingerprint } = await session.cloudapi.createKey(input);
    session.print(`Added key ${name} (${fingerprint})`);
  },
};
