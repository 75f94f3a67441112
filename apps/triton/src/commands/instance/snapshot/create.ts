import type { CloudCommand } from '../../../command';
import { findInstance } from '../../../lookup/find-instance';
import { finish } from '../../../wait/finish';
import { waitLimit } from '../../../wait/wait-limit';
import { WAIT_HELP, WAIT_OPTIONS } from '../../../wait/wait-options';

export const createSnapshot: CloudCommand = {
  name: 'create',
  summary: 'Create a snapshot of an instance.',
  arguments: '<inst>',
  options: [{ flags: '-n, --name <name>', description: 'Snapshot name. Default is the time.' }, ...WAIT_OPTIONS],
  help: `Create a snapshot of an instance: of all its disks at once.

Usage:
    triton instance snapshot create [OPTIONS] INST

Options:
    -h, --help          Show this help.
    -n, --name=SNAPNAME Name of the snapshot. Default is the time (UTC).
${WAIT_HELP}
Where "INST" is an instance name, id, or short id. What a snapshot holds is
taken from the space of a flexible disk instance that no disk has (free_space).
`,
  async run(session, [inst = ''], options) {
    const limitMs = waitLimit(options);
    const { id, name } = await findInstance(session, inst);
    const input = options.name === undefined ? {} : { name: String(options.name) };
    const { body: snapshot, ...started } = await session.cloudapi.createMachineSnapshot(id, input);
    const begun = `Creating snapshot ${snapshot.name} of instance ${name} (${id})`;
    await finish(session, { machineId: id, started, begun, done: `Created snapshot ${snapshot.name}`, limitMs });
  },
};
