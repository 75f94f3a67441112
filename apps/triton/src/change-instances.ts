import type { Started } from '@triton/clients/cloudapi-client';
import type { Machine } from '@triton/schemas/machine';
import type { Options } from './command';
import { findInstance } from './lookup/find-instance';
import type { Session } from './session';
import { type Failure, SeveralFailedError } from './several-failed-error';
import { finish } from './wait/finish';
import { waitLimit } from './wait/wait-limit';

export interface Change {
  /** `Stopping (async)`, `Stopped` */
  doing: string;
  done: string;
  start(machine: Machine): Promise<Started>;
  /** `is protected already`: what to say when CloudAPI had nothing to do. */
  already?: string;
  /** May it be done to these? Asked once, before the first. */
  allowed?(machines: readonly Machine[]): Promise<boolean>;
}

/** Changes several instances at once. One that is not found or fails does not keep the others from it. */
export async function changeInstances(
  session: Session,
  texts: readonly string[],
  options: Options,
  { doing, done, start, already, allowed }: Change,
): Promise<void> {
  const limitMs = waitLimit(options);
  const failures: Failure[] = [];
  const settle = <T>(name: string, work: Promise<T>): Promise<T | undefined> =>
    work.catch((error: unknown) => {
      failures.push({ name, error });
      return undefined;
    });

  const looked = await Promise.all(texts.map((text) => settle(text, findInstance(session, text))));
  const found = [...new Map(looked.flatMap((machine) => (machine ? [[machine.id, machine] as const] : []))).values()];
  const may = found.length === 0 || !allowed || (await allowed(found));
  if (!may) session.note('Nothing was done.');
  const machines = may ? found : [];

  // Progress of several would overwrite each other.
  const quiet = machines.length > 1 ? { ...session, interactive: false } : session;
  const changeOne = async (machine: Machine): Promise<void> => {
    const { id, name } = machine;
    const said = {
      begun: `${doing} instance ${name} (${id})`,
      done: `${done} instance ${name} (${id})`,
      ...(already === undefined ? {} : { already: `Instance ${name} (${id}) ${already}` }),
    };
    await finish(quiet, { machineId: id, started: await start(machine), ...said, limitMs });
  };
  await Promise.all(machines.map((machine) => settle(machine.name, changeOne(machine))));

  const [first] = failures;
  if (first && texts.length === 1) throw first.error;
  if (first) throw new SeveralFailedError(failures, texts.length, 'instances');
}
