import { snapshotName } from '../../../arguments/snapshot-name';
import type { CloudCommand } from '../../../command';
import { findInstance } from '../../../lookup/find-instance';
import { JSON_OPTION, printObject } from '../../../output/print-object';

export const getSnapshot: CloudCommand = {
  name: 'get',
  summary: 'Get a snapshot of an instance.',
  arguments: '<inst> <snapshot>',
  options: [JSON_OPTION],
  help: `Get a snapshot of an instance.

Usage:
    triton instance snapshot get [OPTIONS] INST SNAPNAME

Options:
    -h, --help          Show this help.
    -j, --json          JSON output on one line.

Arguments:
    INST        Instance name, id, or short id
    SNAPNAME    Snapshot name
`,
  async run(session, [inst = '', snapshot = ''], options) {
    const { id } = await findInstance(session, inst);
    printObject(session, await session.cloudapi.getMachineSnapshot(id, snapshotName(snapshot)), options);
  },
};
