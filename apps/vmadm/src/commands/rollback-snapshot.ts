import { rollbackSnapshot } from '@triton/vmadm/rollback-snapshot';

import type { Command } from '../command';
import { snapshotArguments } from '../snapshot-arguments';

export const rollbackSnapshotCommand: Command = async ({ host }, args) => {
  const { uuid, name } = snapshotArguments(args, 'rollback-snapshot');
  await rollbackSnapshot(host, uuid, name);
  return { message: `Rolled back snapshot ${name} for VM ${uuid}` };
};
