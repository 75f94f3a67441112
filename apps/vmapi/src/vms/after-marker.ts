import { type RawBuilder, sql } from '@triton/database/kysely';
import { ValidationFailedError } from '@triton/errors/validation-failed-error';
import { listOrder } from './vm-attributes';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Which VM a marker names, the last one of the page before: by its uuid, or as shipped clients do it by a JSON object with
 * that uuid in it. Throws ValidationFailed for any other text.
 */
export function markerUuid(marker: string): string {
  const uuid = (marker.startsWith('{') ? uuidIn(marker) : marker).toLowerCase();
  if (UUID.test(uuid)) return uuid;
  throw invalidMarker('must be the uuid of the last VM seen, or {"uuid": UUID}');
}

export function invalidMarker(message: string): ValidationFailedError {
  return new ValidationFailedError('Invalid Parameters', [{ field: 'marker', code: 'Invalid', message }]);
}

/** True for the VMs that come after the one named, in the order of `sort`; of new VMs and of gone ones none is seen twice. */
export function afterMarker(uuid: string, sort: string | undefined): RawBuilder<boolean> {
  const { by, descending } = listOrder(sort);
  // In the subquery the same words are about the VM that the marker names.
  const marked = sql`(SELECT ${by} FROM vmapi.vms WHERE uuid = ${uuid})`;
  const beyond = descending
    ? sql`${by} < ${marked} OR (${by} IS NULL AND ${marked} IS NOT NULL)`
    : sql`${by} > ${marked} OR (${by} IS NOT NULL AND ${marked} IS NULL)`;
  return sql<boolean>`(${beyond} OR (${by} IS NOT DISTINCT FROM ${marked} AND vmapi.vms.uuid > ${uuid}))`;
}

function uuidIn(json: string): string {
  try {
    const { uuid } = JSON.parse(json) as { uuid?: unknown };
    return typeof uuid === 'string' ? uuid : '';
  } catch {
    return '';
  }
}
