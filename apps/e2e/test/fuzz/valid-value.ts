import fc from 'fast-check';
import type { Schema } from './operations';

/** Stands for an id that exists in the world; what it is, is only known when the request is sent. */
export const KNOWN_UUID = '{known-uuid}';

/** Values that a schema accepts, or nearly: what is wrong with a request is to be wrong for one reason. */
export function validValue(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (Array.isArray(schema.enum)) return fc.constantFrom(...(schema.enum as unknown[]));
  const branches = (schema.anyOf ?? schema.oneOf) as Schema[] | undefined;
  if (branches) return fc.oneof(...branches.map(validValue));
  switch (schema.type) {
    case 'string':
      return validText(schema);
    case 'integer':
    case 'number':
      return validNumber(schema);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array': {
      const {
        items = {},
        minItems = 0,
        maxItems = 3,
      } = schema as { items?: Schema; minItems?: number; maxItems?: number };
      return fc.array(validValue(items), { minLength: minItems, maxLength: Math.max(minItems, Math.min(maxItems, 3)) });
    }
    case 'object':
      return validObject(schema);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

export function validObject({ properties = {}, required = [] }: Schema): fc.Arbitrary<Record<string, unknown>> {
  const members = Object.entries(properties as Record<string, Schema>);
  const arbitraries = Object.fromEntries(members.map(([name, member]) => [name, validValue(member)]));
  return fc.record(arbitraries, { requiredKeys: required as string[], noNullPrototype: true });
}

function validText({ pattern, format, minLength = 1, maxLength = 40 }: Schema): fc.Arbitrary<string> {
  if (format === 'uuid' || (typeof pattern === 'string' && pattern.includes('{8}-'))) {
    return fc.oneof(fc.constant(KNOWN_UUID), fc.uuid());
  }
  if (format === 'ipv4') return fc.ipV4();
  if (format === 'date-time') return fc.constant('2030-01-01T00:00:00Z');
  if (typeof pattern === 'string') return fc.stringMatching(new RegExp(pattern), { size: '-1' });
  const longest = Math.max(minLength as number, Math.min(maxLength as number, 40));
  const letters = fc.constantFrom(...'abcdefgh-0123'.split(''));
  return fc.string({ unit: letters, minLength: minLength as number, maxLength: longest });
}

function validNumber({ type, minimum = 0, maximum = 1e6 }: Schema): fc.Arbitrary<number> {
  const [min, max] = [Math.ceil(minimum as number), Math.floor(maximum as number)];
  return type === 'integer' ? fc.integer({ min, max: Math.max(min, Math.min(max, 1e9)) }) : fc.constant(min);
}
