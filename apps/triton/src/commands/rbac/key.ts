import { keyName } from '../../arguments/key-name';
import { readPublicKey } from '../../arguments/read-public-key';
import type { CloudCommand, Options } from '../../command';
import { eachOf } from '../../each-of';
import { confirm } from '../../output/confirm';
import type { Session } from '../../session';
import { UsageError } from '../../usage-error';

export const rbacKey: CloudCommand = {
  name: 'key',
  summary: 'Show, add and delete keys of a sub-user.',
  arguments: '<user> <keys...>',
  options: [
    { flags: '-a, --add', description: 'Add the public key in a file.' },
    { flags: '-n, --name <name>', description: 'Name of the key that is added.' },
    { flags: '-d, --delete', description: 'Delete keys.' },
    { flags: '-f, --force', description: 'Do not ask.' },
    { flags: '-j, --json', description: 'All that is known of it, as JSON.' },
  ],
  help: `Show, add and delete keys of a sub-user.

Usage:
    triton rbac key USER KEY                   # show
    triton rbac key -a [-n NAME] USER FILE     # add
    triton rbac key -d [-f] USER KEY [KEY ...] # delete

Options:
    -h, --help          Show this help.
    -a, --add           Add the public key in FILE; "-" is standard input.
    -n, --name=NAME     Name of the key that is added. Default is its comment.
    -d, --delete        Delete keys.
    -f, --force         Do not ask.
    -j, --json          All that is known of it, as JSON.

Where "USER" is the login or id of a sub-user, and "KEY" a key name or
fingerprint.
`,
  async run(session, [user = '', ...texts], options) {
    if (user === '') throw new UsageError('a login is needed, not an empty text');
    if (options.add && options.delete) throw new UsageError('give one of -a and -d');
    if (options.delete) return remove(session, user, texts.map(keyName), options.force === true);
    if (texts.length > 1) throw new UsageError(`give one ${options.add ? 'file' : 'key'}`);
    const [text = ''] = texts;
    if (options.add) return add(session, user, text, options);
    const key = await session.cloudapi.getUserKey(user, keyName(text));
    session.print(options.json ? JSON.stringify(key) : key.key.trimEnd());
  },
};

async function add(session: Session, user: string, file: string, options: Options): Promise<void> {
  const key = await readPublicKey(session, file);
  const input = options.name === undefined ? { key } : { name: String(options.name), key };
  const { name, fingerprint } = await session.cloudapi.createUserKey(user, input);
  session.print(`Added key ${name} (${fingerprint}) to user ${user}`);
}

async function remove(session: Session, user: string, names: readonly string[], force: boolean): Promise<void> {
  const question = `Delete ${names.length === 1 ? 'key' : 'keys'} ${names.join(', ')} of user ${user}?`;
  if (!force && !(await confirm(session, question))) return session.note('Nothing was done.');
  await eachOf(names, 'keys', async (name) => {
    await session.cloudapi.deleteUserKey(user, name);
    session.print(`Deleted key ${name} of user ${user}`);
  });
}
