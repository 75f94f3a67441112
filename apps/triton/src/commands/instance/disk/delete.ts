import type { CloudCommand } from '../../../command';
import { findDisk } from '../../../lookup/find-disk';
import { findInstance } from '../../../lookup/find-instance';
import { confirm } from '../../../output/confirm';
import { finish } from '../../../wait/finish';
import { waitLimit } from '../../../wait/wait-limit';
import { WAIT_OPTIONS } from '../../../wait/wait-options';

export const deleteDisk: CloudCommand = {
  name: 'delete',
  aliases: ['rm'],
  summary: 'Delete a disk from a flexible disk instance.',
  arguments: '<inst> <disk>',
  options: [{ flags: '-f, --force', description: 'Do not ask, on a terminal either.' }, ...WAIT_OPTIONS],
  help: `Delete a disk from a flexible disk instance.

Usage:
    triton instance disk delete [OPTIONS] INST DISK

Options:
    -h, --help           Show this help.
    -w, --wait           Block until instance state indicates the action is
                         complete.
    --wait-timeout=SECONDS
                         Give up waiting after so many seconds (120).
    -f, --force          Do not ask, on a terminal either.

Arguments:
    INST        Instance name, id, or short id
    DISK        Disk id or short id
`,
  async run(session, [inst = '', text = ''], options) {
    const limitMs = waitLimit(options);
    const { id, name } = await findInstance(session, inst);
    const disk = await findDisk(session, id, text);
    // Scripts call it as RFD 154 has it, without -f; there is nobody to ask.
    const mustAsk = session.interactive && options.force !== true;
    const question = `Delete disk ${disk.id} (${disk.size} MiB) of instance ${name} (${id}), and what is on it?`;
    if (mustAsk && !(await confirm(session, question))) return session.note('Nothing was done.');
    const started = await session.cloudapi.deleteMachineDisk(id, disk.id);
    const begun = `Deleting disk ${disk.id} of instance ${name} (${id})`;
    await finish(session, { machineId: id, started, begun, done: `Deleted disk ${disk.id}`, limitMs });
  },
};
