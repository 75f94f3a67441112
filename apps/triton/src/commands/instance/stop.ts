import type { CliCommand } from '../../command';
import { findInstance } from '../../find-instance';
import { finish, WAIT_OPTIONS } from '../../finish';

export const stopInstance: CliCommand = {
  name: 'stop',
  summary: 'Stop one or more instances.',
  arguments: '<inst...>',
  options: WAIT_OPTIONS,
  help: `Stop one or more instances.

Usage:
    triton instance stop [OPTIONS] INST [INST ...]

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
      const started = await session.cloudapi.stopMachine(id);
      const said = { begun: `Stopping (async) instance ${name} (${id})`, done: `Stopped instance ${name} (${id})` };
      await finish(session, id, started, said, options);
    }
  },
};
