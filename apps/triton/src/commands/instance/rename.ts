import type { CloudCommand } from '../../command';
import { findInstance } from '../../lookup/find-instance';
import { UsageError } from '../../usage-error';
import { finish } from '../../wait/finish';
import { waitLimit } from '../../wait/wait-limit';
import { WAIT_HELP, WAIT_OPTIONS } from '../../wait/wait-options';

export const renameInstance: CloudCommand = {
  name: 'rename',
  summary: 'Rename an instance.',
  arguments: '<inst> <newname>',
  options: WAIT_OPTIONS,
  help: `Rename an instance.

Usage:
    triton instance rename [OPTIONS] INST NEWNAME

Options:
    -h, --help          Show this help.
${WAIT_HELP}
Where "INST" is an instance name, id, or short id.
`,
  async run(session, [inst = '', newName = ''], options) {
    const limitMs = waitLimit(options);
    if (newName === '') throw new UsageError('a new name is needed, not an empty text');
    const { id, name } = await findInstance(session, inst);
    const started = await session.cloudapi.renameMachine(id, newName);
    const said = {
      begun: `Renaming instance ${name} (${id}) to ${newName}`,
      done: `Renamed instance ${newName} (${id})`,
    };
    await finish(session, { machineId: id, started, ...said, limitMs });
  },
};
