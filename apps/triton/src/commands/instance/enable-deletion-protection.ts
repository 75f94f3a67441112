import { changeInstances } from '../../change-instances';
import type { CloudCommand } from '../../command';
import { WAIT_HELP, WAIT_OPTIONS } from '../../wait/wait-options';

export const enableDeletionProtection: CloudCommand = {
  name: 'enable-deletion-protection',
  summary: 'Protect instances, and their disks, against deletion.',
  arguments: '<inst...>',
  options: WAIT_OPTIONS,
  help: `Protect instances, and their disks, against deletion.

Usage:
    triton instance enable-deletion-protection [OPTIONS] INST [INST ...]

Options:
    -h, --help          Show this help.
${WAIT_HELP}
Where "INST" is an instance name, id, or short id.
`,
  async run(session, instances, options) {
    await changeInstances(session, instances, options, {
      doing: 'Enabling deletion protection of',
      done: 'Enabled deletion protection of',
      already: 'is protected already',
      start: ({ id }) => session.cloudapi.enableDeletionProtection(id),
    });
  },
};
