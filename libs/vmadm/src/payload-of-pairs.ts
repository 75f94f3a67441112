import type { TSchema } from '@sinclair/typebox';

import { UpdatePayload } from './update-payload';

/**
 * The payload that `property=value` arguments stand for. Values are text; those of numbers and flags are read as such where
 * they can be, and an empty one unsets. What does not fit is left as it is, for the check to name.
 */
export function payloadOfPairs(pairs: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      const name = pair.slice(0, at);
      return [name, valueOf(name, pair.slice(at + 1))];
    }),
  );
}

function valueOf(name: string, text: string): unknown {
  const properties: Readonly<Record<string, TSchema>> = UpdatePayload.properties;
  const type = Object.hasOwn(properties, name) ? (properties[name]?.['type'] as unknown) : undefined;
  if (type === 'integer' && text.trim() !== '' && Number.isFinite(Number(text))) return Number(text);
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}
