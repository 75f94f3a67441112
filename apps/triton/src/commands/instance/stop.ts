import { changeInstances } from '../../change-instances';
import type { CloudCommand } from '../../command';
import { WAIT_OPTIONS } from '../../wait/wait-options';

export const stopInstance: CloudCommand = {
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
    const start = ({ id }: { id: string }) => session.cloudapi.stopMachine(id);
    await changeInstances(session, instances, options, { doing: 'Stopping (async)', done: 'Stopped', start });
  },
};
