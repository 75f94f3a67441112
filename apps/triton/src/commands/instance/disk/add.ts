import type { CloudCommand } from '../../../command';
import { findInstance } from '../../../lookup/find-instance';
import { finish } from '../../../wait/finish';
import { waitLimit } from '../../../wait/wait-limit';
import { WAIT_OPTIONS } from '../../../wait/wait-options';
import { parseSizeOrRemaining } from '../../../arguments/parse-size';

export const addDisk: CloudCommand = {
  name: 'add',
  summary: 'Add a disk to a flexible disk instance.',
  arguments: '<inst> <size>',
  options: WAIT_OPTIONS,
  help: `Add a disk to a flexible disk instance.

Usage:
    triton instance disk add [OPTIONS] INST SIZE

Options:
    -h, --help           Show this help.
    -w, --wait           Block until instance state indicates the action is
                         complete.
    --wait-timeout=SECONDS
                         Give up waiting after so many seconds (120).

Arguments:
    INST        Instance name, id, or short id
    SIZE        Size in mebibytes, a number with a unit ("20G"), or "remaining"
                for all the space that the instance has left
`,
  async run(session, [inst = '', size = ''], options) {
    const limitMs = waitLimit(options);
    const wanted = parseSizeOrRemaining(size);
    const { id, name } = await findInstance(session, inst);
    const started = await session.cloudapi.createMachineDisk(id, { size: wanted });
    const disk = started.location?.split('/').at(-1) ?? '(not named)';
    const begun = `Adding disk ${disk} to instance ${name} (${id})`;
    await finish(session, { machineId: id, started, begun, done: `Added disk ${disk}`, limitMs });
  },
};
