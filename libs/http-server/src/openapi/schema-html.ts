import { html, type Html } from './html';
import type { JsonSchema } from './openapi-document';
import { proseHtml } from './prose-html';

/** A schema as a list of its members, each with its type, its rules and what is said of it. */
export function schemaHtml(schema: JsonSchema): Html {
  const { properties, required = [] } = schema as { properties?: Record<string, JsonSchema>; required?: string[] };
  const head = html`<span class="type">${typeOf(schema)}</span>${rulesOf(schema)}`;
  const branches = (schema.anyOf ?? schema.oneOf ?? schema.allOf ?? []) as JsonSchema[];
  const inside = [
    ...branches.filter((branch) => !isSimple(branch)),
    ...(isSchema(schema.items) && !isSimple(schema.items) ? [schema.items] : []),
  ];
  const members = Object.entries(properties ?? {}).map(
    ([name, member]) =>
      html`<dt><code>${name}</code>${!required.includes(name) && html` <i>optional</i>`}</dt>
        <dd>${proseHtml(member.description as string | undefined)}${schemaHtml(member)}</dd>`,
  );
  return html`${head}${members.length > 0 && html`<dl>${members}</dl>`}${inside.map(schemaHtml)}`;
}

/** In a few words; what has a name is a link to it. */
function typeOf(schema: JsonSchema): Html {
  const { $ref, type, items, anyOf, oneOf, allOf } = schema;
  if (typeof $ref === 'string') {
    const name = $ref.split('/').at(-1) ?? '';
    return html`<a href="#schema-${name}">${name}</a>`;
  }
  if (schema.const !== undefined) return html`<code>${JSON.stringify(schema.const)}</code>`;
  if (Array.isArray(schema.enum)) return html`one of <code>${schema.enum.join(', ')}</code>`;
  if (type === 'array') return isSchema(items) ? html`list of ${typeOf(items)}` : html`list`;
  const branches = anyOf ?? oneOf ?? allOf;
  if (Array.isArray(branches)) {
    const word = allOf ? ' and ' : ' or ';
    return html`${(branches as JsonSchema[]).map((branch, index) => html`${index > 0 && word}${typeOf(branch)}`)}`;
  }
  return html`${typeof type === 'string' ? type : 'anything'}`;
}

const RULES = ['format', 'minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems', 'pattern', 'default'];

function rulesOf(schema: JsonSchema): Html[] {
  const rules = RULES.filter((rule) => schema[rule] !== undefined);
  return rules.map((rule) => html` <small>${rule} <code>${JSON.stringify(schema[rule])}</code></small>`);
}

function isSimple(schema: JsonSchema): boolean {
  return schema.properties === undefined && schema.items === undefined && schema.anyOf === undefined;
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null;
}
