import { deleteSnapshot } from '@triton/vmadm/delete-snapshot';

import type { Command } from '../command';
import { snapshotArguments } from '../snapshot-arguments';

export const deleteSnapshotCommand: Command = async ({ host }, args) => {
  const { uuid, name } = snapshotArguments(args, 'delete-snapshot');
  await deleteSnapshot(host, uuid, name);
  return { message: `Deleted snapshot ${name} for VM ${uuid}` };
};
