import type { MachinePackage } from '@triton/schemas/package';
import type { Session } from '../session';
import { pickOne } from './pick-one';
import { shortId } from './short-id';

/** The package with that id, name or short id. */
export async function findPackage({ cloudapi }: Session, text: string): Promise<MachinePackage> {
  return pickOne(await cloudapi.listPackages(), {
    kind: 'package',
    text,
    rules: [({ id }) => id === text.toLowerCase(), ({ name }) => name === text, ({ id }) => shortId(id) === text],
  });
}
