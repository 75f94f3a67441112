import type { Network } from '@triton/schemas/network';
import { NotFoundError } from './not-found-error';
import type { Session } from './session';
import { shortId } from './short-id';
import { UsageError } from './usage-error';

/** The network with that id, name or short id. */
export async function findNetwork({ cloudapi }: Session, text: string): Promise<Network> {
  const found = (await cloudapi.listNetworks()).filter(
    ({ id, name }) => id === text || name === text || shortId(id) === text,
  );
  if (found.length > 1) throw new UsageError(`"${text}" means ${found.length} networks: give the id of one`);
  if (!found[0]) throw new NotFoundError(`no network with id, name or short id "${text}" was found`);
  return found[0];
}
