import { keyName } from '../../arguments/key-name';
import type { CloudCommand } from '../../command';
import { eachOf } from '../../each-of';
import { confirm } from '../../output/confirm';

export const deleteKey: CloudCommand = {
  name: 'delete',
  aliases: ['rm'],
  summary: 'Delete one or more keys of the account.',
  arguments: '<key...>',
  options: [{ flags: '-f, --force', description: 'Do not ask.' }],
  help: `Delete one or more keys of the account. Whoever has only these is locked out.

Usage:
    triton key delete [OPTIONS] KEY [KEY ...]

Options:
    -h, --help          Show this help.
    -f, --force         Do not ask.

Where "KEY" is a key name or fingerprint.
`,
  async run(session, texts, { force }) {
    const names = texts.map(keyName);
    const what = `${names.length === 1 ? 'key' : 'keys'} ${names.join(', ')}`;
    if (force !== true && !(await confirm(session, `Delete ${what}?`))) return session.note('Nothing was done.');
    await eachOf(names, 'keys', async (name) => {
      await session.cloudapi.deleteKey(name);
      session.print(`Deleted key ${name}`);
    });
  },
};
