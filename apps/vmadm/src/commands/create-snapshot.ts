import { createSnapshot } from '@triton/vmadm/create-snapshot';

import type { Command } from '../command';
import { snapshotArguments } from '../snapshot-arguments';

export const createSnapshotCommand: Command = async ({ host }, args) => {
  const { uuid, name } = snapshotArguments(args, 'create-snapshot');
  await createSnapshot(host, uuid, name);
  return { message: `Created snapshot ${name} for VM ${uuid}` };
};
