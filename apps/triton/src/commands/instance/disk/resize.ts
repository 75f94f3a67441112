import type { CloudCommand } from '../../../command';
import { findDisk } from '../../../lookup/find-disk';
import { findInstance } from '../../../lookup/find-instance';
import { HintedError } from '../../../hinted-error';
import { finish } from '../../../wait/finish';
import { waitLimit } from '../../../wait/wait-limit';
import { WAIT_OPTIONS } from '../../../wait/wait-options';
import { parseSize } from '../../../arguments/parse-size';

const SHRINK_HINT =
  '--dangerous-allow-shrink makes it smaller all the same; what is stored at its end is lost for good.';

export const resizeDisk: CloudCommand = {
  name: 'resize',
  summary: 'Resize a disk in a flexible disk instance.',
  arguments: '<inst> <disk> <size>',
  options: [{ flags: '--dangerous-allow-shrink', description: 'Allows the disk size to be reduced.' }, ...WAIT_OPTIONS],
  help: `Resize a disk in a flexible disk instance.

Usage:
    triton instance disk resize [OPTIONS] INST DISK SIZE

Resize options:
    --dangerous-allow-shrink
                         Allows the disk size to be reduced. This will truncate
                         (chop off the end of) the disk. Any data previously
                         written to the truncated area is permanently lost.
                         Snapshots will not be useful to recover from this
                         operation.

Other options:
    -h, --help           Show this help.
    -w, --wait           Block until instance state indicates the action is
                         complete.
    --wait-timeout=SECONDS
                         Give up waiting after so many seconds (120).

Arguments:
    INST        Instance name, id, or short id
    DISK        Disk id or short id
    SIZE        Size in mebibytes. If --dangerous-allow-shrink is not also used,
                SIZE must be greater than the current size of the disk. A number
                with a unit ("20G") will do too.
`,
  async run(session, [inst = '', text = '', size = ''], options) {
    const limitMs = waitLimit(options);
    const wanted = parseSize(size);
    const { id, name } = await findInstance(session, inst);
    const disk = await findDisk(session, id, text);
    const shrink = options.dangerousAllowShrink === true;
    const input = { size: wanted, ...(shrink ? { dangerous_allow_shrink: true } : {}) };
    const started = await session.cloudapi.resizeMachineDisk(id, disk.id, input).catch((error: unknown) => {
      // The service decides, by the size that the disk has now; the option is ours to name.
      throw wanted < disk.size && !shrink ? new HintedError(SHRINK_HINT, error) : error;
    });
    const begun = `Resizing disk ${disk.id} of instance ${name} (${id}) from ${disk.size} to ${wanted} MiB`;
    await finish(session, { machineId: id, started, begun, done: `Resized disk ${disk.id}`, limitMs });
  },
};
