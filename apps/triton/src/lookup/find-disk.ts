import type { MachineDisk } from '@triton/schemas/disk';
import { NotFoundError } from '../not-found-error';
import { quote } from '../output/quote';
import type { Session } from '../session';
import { UsageError } from '../usage-error';
import { isIdPrefix } from './is-id-prefix';

/** The disk of the instance with that id, or whose id begins so. */
export async function findDisk({ cloudapi }: Session, machineId: string, text: string): Promise<MachineDisk> {
  // An empty text is the beginning of every id: of the only disk, when a script's variable is not set.
  if (!isIdPrefix(text)) throw new UsageError(`${quote(text)} is not a disk id or short id`);
  const disks = await cloudapi.listMachineDisks(machineId);
  const [found, ...others] = disks.filter(({ id }) => id.startsWith(text.toLowerCase()));
  if (others.length > 0)
    throw new UsageError(`${quote(text)} is the beginning of ${others.length + 1} disk ids: give more of it`);
  if (!found) throw new NotFoundError(`no disk with id or short id ${quote(text)} was found`);
  return found;
}
