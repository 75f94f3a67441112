import type { CliCommand } from '../../command';
import { confirm } from '../../confirm';
import { findInstance } from '../../find-instance';
import { finish, WAIT_OPTIONS } from '../../finish';

export const deleteInstance: CliCommand = {
  name: 'delete',
  aliases: ['rm'],
  summary: 'Delete one or more instances and all their disks.',
  arguments: '<inst...>',
  options: [{ flags: '-f, --force', description: 'Do not ask.' }, ...WAIT_OPTIONS],
  help: `Delete one or more instances and all their disks.

Usage:
    triton instance delete [OPTIONS] INST [INST ...]

Options:
    -h, --help          Show this help.
    -f, --force         Do not ask.
    -w, --wait          Block until the action is complete.
    --wait-timeout=SECONDS
                        Give up waiting after so many seconds (120).

Where "INST" is an instance name, id, or short id.
`,
  async run(session, instances, options) {
    for (const text of instances) {
      const { id, name } = await findInstance(session, text);
      if (!options.force && !(await confirm(session, `Delete instance ${name} (${id}) and all its disks?`))) continue;
      const started = await session.cloudapi.deleteMachine(id);
      const said = { begun: `Deleting (async) instance ${name} (${id})`, done: `Deleted instance ${name} (${id})` };
      await finish(session, id, started, said, options);
    }
  },
};
