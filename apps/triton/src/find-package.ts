import type { MachinePackage } from '@triton/schemas/package';
import { NotFoundError } from './not-found-error';
import type { Session } from './session';
import { shortId } from './short-id';
import { UsageError } from './usage-error';

/** The package with that id, name or short id. */
export async function findPackage({ cloudapi }: Session, text: string): Promise<MachinePackage> {
  const found = (await cloudapi.listPackages()).filter(
    ({ id, name }) => id === text || name === text || shortId(id) === text,
  );
  if (found.length > 1) throw new UsageError(`"${text}" means ${found.length} packages: give the id of one`);
  if (!found[0]) throw new NotFoundError(`no package with id, name or short id "${text}" was found`);
  return found[0];
}
