import type { MachineDisk } from '@triton/schemas/disk';
import { NotFoundError } from './not-found-error';
import type { Session } from './session';
import { UsageError } from './usage-error';

/** The disk of the instance with that id, or whose id begins so. */
export async function findDisk({ cloudapi }: Session, machineId: string, text: string): Promise<MachineDisk> {
  const disks = await cloudapi.listMachineDisks(machineId);
  const found = disks.filter(({ id }) => id.startsWith(text.toLowerCase()));
  if (found.length > 1) throw new UsageError(`"${text}" is the beginning of ${found.length} disk ids: give more of it`);
  if (!found[0]) throw new NotFoundError(`no disk with id or short id "${text}" was found`);
  return found[0];
}
