import { changeInstances } from '../../change-instances';
import type { CloudCommand } from '../../command';
import { WAIT_OPTIONS } from '../../wait/wait-options';

export const rebootInstance: CloudCommand = {
  name: 'reboot',
  summary: 'Reboot one or more instances.',
  arguments: '<inst...>',
  options: WAIT_OPTIONS,
  help: `Reboot one or more instances.

Usage:
    triton instance reboot [OPTIONS] INST [INST ...]

Options:
    -h, --help          Show this help.
    -w, --wait          Block until the action is complete.
    --wait-timeout=SECONDS
                        Give up waiting after so many seconds (120).

Where "INST" is an instance name, id, or short id.
`,
  async run(session, instances, options) {
    const start = ({ id }: { id: string }) => session.cloudapi.rebootMachine(id);
    await changeInstances(session, instances, options, { doing: 'Rebooting (async)', done: 'Rebooted', start });
  },
};
