import type { Network } from '@triton/schemas/network';
import type { Session } from '../session';
import { pickOne } from './pick-one';
import { shortId } from './short-id';

/** The network with that id, name or short id. */
export async function findNetwork({ cloudapi }: Session, text: string): Promise<Network> {
  return pickOne(await cloudapi.listNetworks(), {
    kind: 'network',
    text,
    rules: [({ id }) => id === text.toLowerCase(), ({ name }) => name === text, ({ id }) => shortId(id) === text],
  });
}
