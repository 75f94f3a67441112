import { snapshotName } from '../../../arguments/snapshot-name';
import type { CloudCommand } from '../../../command';
import { eachOf } from '../../../each-of';
import { findInstance } from '../../../lookup/find-instance';
import { confirm } from '../../../output/confirm';
import { finish } from '../../../wait/finish';
import { waitLimit } from '../../../wait/wait-limit';
import { WAIT_HELP, WAIT_OPTIONS } from '../../../wait/wait-options';

export const deleteSnapshot: CloudCommand = {
  name: 'delete',
  aliases: ['rm'],
  summary: 'Delete one or more snapshots of an instance.',
  arguments: '<inst> <snapshot...>',
  options: [{ flags: '-f, --force', description: 'Do not ask.' }, ...WAIT_OPTIONS],
  help: `Delete one or more snapshots of an instance.

Usage:
    triton instance snapshot delete [OPTIONS] INST SNAPNAME [SNAPNAME ...]

Options:
    -h, --help          Show this help.
    -f, --force         Do not ask.
${WAIT_HELP}
Arguments:
    INST        Instance name, id, or short id
    SNAPNAME    Snapshot name
`,
  async run(session, [inst = '', ...texts], options) {
    const limitMs = waitLimit(options);
    const names = [...new Set(texts.map(snapshotName))];
    const { id, name } = await findInstance(session, inst);
    const question = `Delete ${names.length === 1 ? 'snapshot' : 'snapshots'} ${names.join(', ')} of instance ${name} (${id})?`;
    if (options.force !== true && !(await confirm(session, question))) return session.note('Nothing was done.');
    await eachOf(names, 'snapshots', async (snapshot) => {
      const started = await session.cloudapi.deleteMachineSnapshot(id, snapshot);
      const begun = `Deleting snapshot ${snapshot} of instance ${name} (${id})`;
      await finish(session, { machineId: id, started, begun, done: `Deleted snapshot ${snapshot}`, limitMs });
    });
  },
};
