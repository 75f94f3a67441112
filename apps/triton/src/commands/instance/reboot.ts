import type { CliCommand } from '../../command';
import { findInstance } from '../../find-instance';
import { finish, WAIT_OPTIONS } from '../../finish';

export const rebootInstance: CliCommand = {
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
    for (const text of instances) {
      const { id, name } = await findInstance(session, text);
      const started = await session.cloudapi.rebootMachine(id);
      const said = { begun: `Rebooting (async) instance ${name} (${id})`, done: `Rebooted instance ${name} (${id})` };
      await finish(session, id, started, said, options);
    }
  },
};
