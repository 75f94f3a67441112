import { changeInstances } from '../../change-instances';
import type { CloudCommand } from '../../command';
import { WAIT_HELP, WAIT_OPTIONS } from '../../wait/wait-options';

export const disableDeletionProtection: CloudCommand = {
  name: 'disable-deletion-protection',
  summary: 'Allow instances, and their disks, to be deleted again.',
  arguments: '<inst...>',
  options: WAIT_OPTIONS,
  help: `Allow instances, and their disks, to be deleted again.

Usage:
    triton instance disable-deletion-protection [OPTIONS] INST [INST ...]

Options:
    -h, --help          Show this help.
${WAIT_HELP}
Where "INST" is an instance name, id, or short id.
`,
  async run(session, instances, options) {
    await changeInstances(session, instances, options, {
      doing: 'Disabling deletion protection of',
      done: 'Disabled deletion protection of',
      already: 'is not protected',
      start: ({ id }) => session.cloudapi.disableDeletionProtection(id),
    });
  },
};
