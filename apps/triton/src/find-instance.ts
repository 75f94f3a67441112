import { TritonError } from '@triton/errors/triton-error';
import type { Machine } from '@triton/schemas/machine';
import { NotFoundError } from './not-found-error';
import type { Session } from './session';
import { UsageError } from './usage-error';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const HEX = /^[0-9a-f-]+$/i;
const PAGE = 1000;

/** The instance with that id, name or short id (the beginning of an id). */
export async function findInstance({ cloudapi }: Session, text: string): Promise<Machine> {
  if (UUID.test(text)) {
    return cloudapi.getMachine(text).catch((error: unknown) => {
      if (error instanceof TritonError && error.status === 404) throw noInstance(text, error);
      throw error;
    });
  }
  const [named] = (await cloudapi.listMachines({ name: text })).filter(({ name }) => name === text);
  if (named) return named;
  const found = HEX.test(text) ? (await everyMachine(cloudapi)).filter(({ id }) => id.startsWith(text)) : [];
  if (found.length > 1)
    throw new UsageError(`"${text}" is the beginning of ${found.length} instance ids: give more of it`);
  if (!found[0]) throw noInstance(text);
  return found[0];
}

async function everyMachine(cloudapi: Session['cloudapi']): Promise<Machine[]> {
  const machines: Machine[] = [];
  for (;;) {
    const page = await cloudapi.listMachines({ limit: PAGE, offset: machines.length });
    machines.push(...page);
    if (page.length < PAGE) return machines;
  }
}

function noInstance(text: string, cause?: unknown): NotFoundError {
  return new NotFoundError(`no instance with name or short id "${text}" was found`, { cause });
}
