import { CreatePayload } from './create-payload';
import { inspectPayload } from './inspect-payload';
import { UpdatePayload } from './update-payload';

/** What `vmadm validate` prints of a payload that is not valid. */
export interface PayloadFaults {
  bad_values: string[];
  bad_properties: string[];
  missing_properties: string[];
}

/** The properties of a payload that are at fault by its schema alone; undefined when none is. */
export function payloadFaults(
  action: 'create' | 'update',
  payload: unknown,
  brand?: string,
): PayloadFaults | { bad_brand: string } | undefined {
  const named = (payload as { brand?: unknown } | null)?.brand ?? brand;
  if (named !== undefined && named !== 'bhyve') return { bad_brand: String(named).slice(0, 64) };
  const { errors } = inspectPayload(action === 'create' ? CreatePayload : UpdatePayload, payload);
  if (errors.length === 0) return undefined;
  const missing = errors.filter(({ code }) => code === 'MissingParameter');
  const unknown = errors.filter(({ message }) => message.startsWith('is not a known parameter'));
  const bad = errors.filter((error) => !missing.includes(error) && !unknown.includes(error));
  const names = (list: typeof errors): string[] => list.map(({ field }) => field);
  return { bad_values: names(bad), bad_properties: names(unknown), missing_properties: names(missing) };
}
