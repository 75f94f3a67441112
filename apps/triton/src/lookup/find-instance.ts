import { TritonError } from '@triton/errors/triton-error';
import type { Machine } from '@triton/schemas/machine';
import { InstanceDeletedError } from '../instance-deleted-error';
import { NotFoundError } from '../not-found-error';
import { quote } from '../output/quote';
import type { Session } from '../session';
import { UsageError } from '../usage-error';
import { everyMachine } from './every-machine';
import { isIdPrefix } from './is-id-prefix';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const LONGEST_NAME = 189;

/** The instance with that id, name or short id (any beginning of an id that no other instance has). */
export async function findInstance(session: Session, text: string): Promise<Machine> {
  if (text === '') throw new UsageError('an instance name, id or short id is needed, not an empty text');
  if (text.length > LONGEST_NAME) throw noInstance(text);
  if (UUID.test(text)) return getInstance(session, text.toLowerCase());
  const [named, namesake] = (await session.cloudapi.listMachines({ name: text })).filter(({ name }) => name === text);
  if (named && namesake) throw new UsageError(`several instances have the name ${quote(text)}: give the id of one`);
  if (named) return named;
  if (!isIdPrefix(text)) throw noInstance(text);
  const [found, ...others] = (await everyMachine(session)).filter(({ id }) => id.startsWith(text.toLowerCase()));
  if (others.length > 0)
    throw new UsageError(`${quote(text)} is the beginning of ${others.length + 1} instance ids: give more of it`);
  if (!found) throw noInstance(text);
  return found;
}

async function getInstance({ cloudapi }: Session, id: string): Promise<Machine> {
  try {
    return await cloudapi.getMachine(id);
  } catch (cause) {
    if (!(cause instanceof TritonError)) throw cause;
    if (cause.status === 410) throw new InstanceDeletedError({ id, ...bodyOf(cause) }, { cause });
    if (cause.status === 404) throw noInstance(id, cause);
    throw cause;
  }
}

/** A 410 carries the machine as it was. */
function bodyOf(error: TritonError): Partial<Machine> {
  const { body } = error as { body?: unknown };
  return typeof body === 'object' && body !== null ? body : {};
}

function noInstance(text: string, cause?: unknown): NotFoundError {
  const options = cause === undefined ? undefined : { cause };
  return new NotFoundError(`no instance with name, id or short id ${quote(text)} was found`, options);
}
