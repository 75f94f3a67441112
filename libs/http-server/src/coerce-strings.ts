import type { TSchema } from '@sinclair/typebox';

const NUMBER = /^-?(0|[1-9]\d{0,15})(\.\d{1,15})?$/;

/**
 * Gives strings of a query string or a form the type their schema wants, and nothing else: what does not read as that
 * type stays a string, so that validation names it. Never used on JSON, where `"5"` is not 5.
 */
export function coerceStrings(value: unknown, schema: TSchema): unknown {
  const types = acceptedTypes(schema);
  if (types.has('array') && !types.has('string')) {
    const items = Array.isArray(value) ? value : [value];
    const itemSchema = schema.items as TSchema | undefined;
    return itemSchema ? items.map((item) => coerceStrings(item, itemSchema)) : items;
  }
  if (typeof value !== 'string') return value;
  if ((types.has('number') || types.has('integer')) && NUMBER.test(value)) return Number(value);
  if (types.has('boolean') && (value === 'true' || value === 'false')) return value === 'true';
  return value;
}

function acceptedTypes(schema: TSchema): Set<string> {
  const types = new Set<string>();
  if (typeof schema.type === 'string') types.add(schema.type);
  const branches: unknown = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (Array.isArray(branches)) {
    // A union that has a plain string takes any text as it is ("remaining" is a literal, not a plain string).
    for (const branch of branches as TSchema[]) {
      if (branch.type === 'string' && branch.const !== undefined) continue;
      for (const type of acceptedTypes(branch)) types.add(type);
    }
  }
  if (types.has('string')) return new Set(['string']);
  return types;
}
