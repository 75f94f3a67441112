import { labelName } from '../../../arguments/label-name';
import type { CloudCommand } from '../../../command';
import { eachOf } from '../../../each-of';
import { findInstance } from '../../../lookup/find-instance';
import { confirm } from '../../../output/confirm';
import { UsageError } from '../../../usage-error';
import { finish } from '../../../wait/finish';
import { waitLimit } from '../../../wait/wait-limit';
import { WAIT_HELP, WAIT_OPTIONS } from '../../../wait/wait-options';

export const deleteMetadata: CloudCommand = {
  name: 'delete',
  aliases: ['rm'],
  summary: 'Delete metadata of an instance.',
  arguments: '<inst> [names...]',
  options: [
    { flags: '-a, --all', description: 'Delete all metadata.' },
    { flags: '-f, --force', description: 'Do not ask before deleting all.' },
    ...WAIT_OPTIONS,
  ],
  help: `Delete metadata of an instance.

Usage:
    triton instance metadata delete [OPTIONS] INST KEY [KEY ...]
    triton instance metadata delete [OPTIONS] INST --all

Options:
    -h, --help          Show this help.
    -a, --all           Delete all metadata. Asks first.
    -f, --force         Do not ask before deleting all.
${WAIT_HELP}
Where "INST" is an instance name, id, or short id.
`,
  async run(session, [inst = '', ...keys], options) {
    const limitMs = waitLimit(options);
    const names = keys.map(labelName);
    if ((options.all === true) === names.length > 0) throw new UsageError('give the metadata to delete, or --all');
    const { id, name } = await findInstance(session, inst);
    const remove = async (key: string | undefined): Promise<void> => {
      const what = `${key === undefined ? 'all metadata' : `metadata ${key}`} of instance ${name} (${id})`;
      const started = await session.cloudapi.deleteMachineMetadata(id, key);
      const said = { begun: `Deleting ${what}`, done: `Deleted ${what}`, already: 'Nothing had to be deleted' };
      await finish(session, { machineId: id, started, ...said, limitMs });
    };
    if (options.all !== true) return eachOf(names, 'metadata', remove);
    const may = options.force === true || (await confirm(session, `Delete all metadata of instance ${name} (${id})?`));
    return may ? remove(undefined) : session.note('Nothing was done.');
  },
};
