import { everyMachine } from '../lookup/every-machine';
import { findInstance } from '../lookup/find-instance';
import { shortId } from '../lookup/short-id';
import type { Session } from '../session';

type Names = (session: Session, inst: string) => Promise<string[]>;

const named = (things: readonly { id: string; name: string }[]): string[] =>
  things.flatMap(({ id, name }) => [name, shortId(id)]);

/** What may be typed for an argument of that kind. */
const NAMES: Readonly<Record<string, Names>> = {
  inst: async (session) => named(await everyMachine(session)),
  image: async ({ cloudapi }) =>
    (await cloudapi.listImages()).flatMap(({ id, name, version }) => [name, `${name}@${version}`, shortId(id)]),
  package: async ({ cloudapi }) => named(await cloudapi.listPackages()),
  network: async ({ cloudapi }) => named(await cloudapi.listNetworks()),
  key: async ({ cloudapi }) => (await cloudapi.listKeys()).map(({ name }) => name),
  user: async ({ cloudapi }) => (await cloudapi.listUsers()).map(({ login }) => login),
  role: async ({ cloudapi }) => (await cloudapi.listRoles()).map(({ name }) => name),
  policy: async ({ cloudapi }) => (await cloudapi.listPolicies()).map(({ name }) => name),
  disk: async (session, inst) => {
    const { id } = await findInstance(session, inst);
    return (await session.cloudapi.listMachineDisks(id)).map((disk) => shortId(disk.id));
  },
  snapshot: async (session, inst) => {
    const { id } = await findInstance(session, inst);
    return (await session.cloudapi.listMachineSnapshots(id)).map(({ name }) => name);
  },
  tag: async (session, inst) => Object.keys((await findInstance(session, inst)).tags),
};

/** The names for an argument of that kind; of disks and the like, those of the instance. None of a kind without names. */
export async function completableNames(session: Session, kind: string, inst: string): Promise<string[]> {
  const names = Object.hasOwn(NAMES, kind) ? NAMES[kind] : undefined;
  return names ? [...new Set(await names(session, inst))].sort() : [];
}
