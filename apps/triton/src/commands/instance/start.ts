import type { CliCommand } from '../../command';
import { findInstance } from '../../find-instance';
import { finish, WAIT_OPTIONS } from '../../finish';

export const startInstance: CliCommand = {
  name: 'start',
  summary: 'Start one or more instances.',
  arguments: '<inst...>',
  options: WAIT_OPTIONS,
  help: `Start one or more instances.

Usage:
    triton instance start [OPTIONS] INST [INST ...]

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
      const started = await session.cloudapi.startMachine(id);
      const said = { begun: `Starting (async) instance ${name} (${id})`, done: `Started instance ${name} (${id})` };
      await finish(session, id, started, said, options);
    }
  },
};
