import { snapshotName } from '../../arguments/snapshot-name';
import { changeInstances } from '../../change-instances';
import type { CloudCommand } from '../../command';
import { UsageError } from '../../usage-error';
import { WAIT_HELP, WAIT_OPTIONS } from '../../wait/wait-options';

export const startInstance: CloudCommand = {
  name: 'start',
  summary: 'Start one or more instances.',
  arguments: '<inst...>',
  options: [{ flags: '--snapshot <snapshot>', description: 'Roll back to this snapshot first.' }, ...WAIT_OPTIONS],
  help: `Start one or more instances.

Usage:
    triton instance start [OPTIONS] INST [INST ...]
    triton instance start --snapshot=SNAPNAME [OPTIONS] INST

Options:
    -h, --help          Show this help.
    --snapshot=SNAPNAME Roll all disks back to this snapshot and start from
                        there. What was written since is lost.
${WAIT_HELP}
Where "INST" is an instance name, id, or short id.
`,
  async run(session, instances, options) {
    const snapshot = options.snapshot === undefined ? undefined : snapshotName(String(options.snapshot));
    if (snapshot !== undefined && instances.length > 1) {
      throw new UsageError('--snapshot is of one instance: name only that one');
    }
    const start = ({ id }: { id: string }) =>
      snapshot === undefined
        ? session.cloudapi.startMachine(id)
        : session.cloudapi.startMachineFromSnapshot(id, snapshot);
    await changeInstances(session, instances, options, { doing: 'Starting (async)', done: 'Started', start });
  },
};
