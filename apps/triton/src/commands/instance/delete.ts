import type { Machine } from '@triton/schemas/machine';
import { changeInstances } from '../../change-instances';
import type { CloudCommand } from '../../command';
import { confirm } from '../../output/confirm';
import { WAIT_OPTIONS } from '../../wait/wait-options';

export const deleteInstance: CloudCommand = {
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
    await changeInstances(session, instances, options, {
      doing: 'Deleting (async)',
      done: 'Deleted',
      start: ({ id }) => session.cloudapi.deleteMachine(id),
      allowed: async (machines) => options.force === true || confirm(session, questionAbout(machines)),
    });
  },
};

function questionAbout(machines: readonly Machine[]): string {
  const names = machines.map(({ id, name }) => `${name} (${id})`).join(', ');
  return machines.length === 1
    ? `Delete instance ${names} and all its disks?`
    : `Delete ${machines.length} instances and all their disks: ${names}?`;
}
