import { ValidationFailedError } from '@triton/errors/validation-failed-error';
import { isUniqueViolation } from '@triton/database/is-unique-violation';
import type { Context } from '../context';
import { aliasTaken } from './alias-taken';

/**
 * Throws ValidationFailed when there is a VM of that uuid, or the owner has a living one of that name: told before a compute
 * node is asked for its space. Who comes second by a moment is told by the table itself (`nameTaken`).
 */
export async function demandFreeName(
  { db }: Context,
  { uuid, ownerUuid, alias }: { uuid: string; ownerUuid: string; alias: string },
): Promise<void> {
  const taken = await db
    .selectFrom('vmapi.vms')
    .select('uuid')
    .where((eb) =>
      eb.or([
        eb('uuid', '=', uuid),
        eb.and([
          eb('owner_uuid', '=', ownerUuid),
          eb('alias', '=', alias),
          eb('destroyed', 'is', null),
          eb('state', '<>', 'failed'),
        ]),
      ]),
    )
    .limit(2)
    .execute();
  if (taken.some((vm) => vm.uuid === uuid)) throw uuidTaken(undefined);
  if (taken.length > 0) throw aliasTaken(undefined);
}

/** The refusal that a violated constraint means; anything else as it is. */
export function nameTaken(error: unknown): unknown {
  if (isUniqueViolation(error, 'vms_one_alias_an_owner')) return aliasTaken(error);
  if (isUniqueViolation(error, 'vms_pkey')) return uuidTaken(error);
  return error;
}

function uuidTaken(cause: unknown): ValidationFailedError {
  const fault = { field: 'uuid', code: 'Duplicate', message: 'Already exists' };
  return new ValidationFailedError('Invalid VM parameters', [fault], { cause });
}
