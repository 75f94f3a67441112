import type { JsonSchema } from './openapi-document';

/** Words of ours that OpenAPI's schemas do not have; the rule they tell is in the schema already. */
const OUR_OWN = new Set(['errorMessage']);

/**
 * Turns the schemas of endpoints into those of an OpenAPI document. One that has a name is told once, under that name in
 * `components.schemas`, and referred to from everywhere else.
 */
export class SchemaComponents {
  readonly schemas: Record<string, JsonSchema> = {};
  /** By their text: schemas are copied when they become optional, so the same is not always the same object. */
  readonly #names: ReadonlyMap<string, string>;

  constructor(named: Readonly<Record<string, object>>) {
    this.#names = new Map(Object.entries(named).map(([name, schema]) => [JSON.stringify(schema), name]));
  }

  /** The schema, or a reference to it. */
  add(schema: object): JsonSchema {
    const name = this.#names.get(JSON.stringify(schema));
    if (name === undefined) return this.inline(schema);
    this.schemas[name] ??= this.inline(schema);
    return { $ref: `#/components/schemas/${name}` };
  }

  /** The schema itself, whatever its name; what is inside of it may be references. */
  inline(schema: object): JsonSchema {
    const converted: Record<string, unknown> = {};
    for (const [keyword, value] of Object.entries(schema)) {
      if (!OUR_OWN.has(keyword)) converted[keyword] = this.#keyword(keyword, value);
    }
    return withEnum(withoutDefaulted(converted));
  }

  #keyword(keyword: string, value: unknown): unknown {
    if (keyword === 'properties' || keyword === 'patternProperties') {
      return Object.fromEntries(
        Object.entries(value as object).map(([key, inner]) => [key, this.add(inner as object)]),
      );
    }
    if (['anyOf', 'allOf', 'oneOf', 'prefixItems'].includes(keyword)) {
      return (value as object[]).map((inner) => this.add(inner));
    }
    const holdsSchema = ['items', 'not', 'additionalProperties', 'unevaluatedProperties'].includes(keyword);
    return holdsSchema && typeof value === 'object' && value !== null ? this.add(value) : value;
  }
}

/** What has a default may be left out, whatever our validation (which fills defaults in first) calls required. */
function withoutDefaulted(schema: Record<string, unknown>): Record<string, unknown> {
  const { required, properties } = schema as { required?: string[]; properties?: Record<string, JsonSchema> };
  if (!required || !properties) return schema;
  const needed = required.filter((name) => properties[name]?.default === undefined);
  const { required: _all, ...rest } = schema;
  return needed.length > 0 ? { ...rest, required: needed } : rest;
}

/** Alternatives that are constants read better as one list. */
function withEnum(schema: Record<string, unknown>): JsonSchema {
  const { anyOf, ...rest } = schema as { anyOf?: JsonSchema[] };
  if (!anyOf || !anyOf.every((branch) => branch.const !== undefined && branch.type === 'string')) return schema;
  return { type: 'string', enum: anyOf.map((branch) => branch.const), ...rest };
}
