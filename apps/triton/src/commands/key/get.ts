import { keyName } from '../../arguments/key-name';
import type { CloudCommand } from '../../command';

export const getKey: CloudCommand = {
  name: 'get',
  summary: 'Get a key of the account.',
  arguments: '<key>',
  options: [{ flags: '-j, --json', description: 'All that is known of it, as JSON.' }],
  help: `Get a key of the account: the public key, in OpenSSH form.

Usage:
    triton key get [OPTIONS] KEY

Options:
    -h, --help          Show this help.
    -j, --json          All that is known of it, as JSON.

Where "KEY" is a key name or fingerprint.
`,
  async run(session, [text = ''], { json }) {
    const key = await session.cloudapi.getKey(keyName(text));
    session.print(json ? JSON.stringify(key) : key.key.trimEnd());
  },
};
