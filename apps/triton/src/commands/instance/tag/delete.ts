import { labelName } from '../../../arguments/label-name';
import type { CloudCommand } from '../../../command';
import { eachOf } from '../../../each-of';
import { findInstance } from '../../../lookup/find-instance';
import { confirm } from '../../../output/confirm';
import { UsageError } from '../../../usage-error';
import { finish } from '../../../wait/finish';
import { waitLimit } from '../../../wait/wait-limit';
import { WAIT_HELP, WAIT_OPTIONS } from '../../../wait/wait-options';

export const deleteTag: CloudCommand = {
  name: 'delete',
  aliases: ['rm'],
  summary: 'Delete tags of an instance.',
  arguments: '<inst> [tag...]',
  options: [
    { flags: '-a, --all', description: 'Delete all tags.' },
    { flags: '-f, --force', description: 'Do not ask before deleting all.' },
    ...WAIT_OPTIONS,
  ],
  help: `Delete tags of an instance.

Usage:
    triton instance tag delete [OPTIONS] INST NAME [NAME ...]
    triton instance tag delete [OPTIONS] INST --all

Options:
    -h, --help          Show this help.
    -a, --all           Delete all tags. Asks first.
    -f, --force         Do not ask before deleting all.
${WAIT_HELP}
Where "INST" is an instance name, id, or short id.
`,
  async run(session, [inst = '', ...keys], options) {
    const limitMs = waitLimit(options);
    const names = keys.map(labelName);
    if ((options.all === true) === names.length > 0) throw new UsageError('give the tags to delete, or --all');
    const { id, name } = await findInstance(session, inst);
    const remove = async (key: string | undefined): Promise<void> => {
      const what = `${key === undefined ? 'all tags' : `tag ${key}`} of instance ${name} (${id})`;
      const started = await session.cloudapi.deleteMachineTags(id, key);
      const said = { begun: `Deleting ${what}`, done: `Deleted ${what}`, already: 'Nothing had to be deleted' };
      await finish(session, { machineId: id, started, ...said, limitMs });
    };
    if (options.all !== true) return eachOf(names, 'tags', remove);
    const may = options.force === true || (await confirm(session, `Delete all tags of instance ${name} (${id})?`));
    return may ? remove(undefined) : session.note('Nothing was done.');
  },
};
