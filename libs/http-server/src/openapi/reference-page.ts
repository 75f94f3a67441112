import { createHash } from 'node:crypto';
import { html, Html } from './html';
import type { OpenapiDocument } from './openapi-document';
import { operationHtml } from './operation-html';
import { PAGE_STYLE } from './page-style';
import { proseHtml } from './prose-html';
import { schemaHtml } from './schema-html';

// Byte for byte, since its hash is what the policy allows.
const STYLE = new Html(`<style>${PAGE_STYLE}</style>`);
const STYLE_HASH = createHash('sha256').update(PAGE_STYLE).digest('base64');

/** Nothing runs on the page, nothing is fetched by it, and nobody may frame it; its own style sheet is all it may use. */
export const REFERENCE_PAGE_POLICY = `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** A page for people out of the OpenAPI document, before anything was shared in it: one file, no script. */
export function referencePage({ info, tags, paths, components }: OpenapiDocument): string {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
  );
  const groups = tags.map(({ name }) => ({
    name,
    operations: operations.filter(({ operation }) => operation.tags.includes(name)),
  }));
  const contents = groups.map(
    (group) =>
      html`<h2>${group.name}</h2>
        <ul>
          ${group.operations.map(({ operation: { operationId } }) => linkTo(operationId, operationId))}
        </ul>`,
  );
  const schemas = Object.entries(components.schemas);
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${info.title} ${info.version}</title>
        ${STYLE}
      </head>
      <body>
        <nav>
          ${contents}
          <h2>schemas</h2>
          <ul>
            ${schemas.map(([name]) => linkTo(`schema-${name}`, name))}
          </ul>
        </nav>
        <main>
          <h1>${info.title} <small>${info.version}</small></h1>
          ${proseHtml(info.description)}
          <p>For machines: <a href="/openapi.json">openapi.json</a></p>
          ${groups.map(
            (group) =>
              html`<h2>${group.name}</h2>
                ${group.operations.map(({ method, path, operation }) => operationHtml(method, path, operation))}`,
          )}
          <h2>schemas</h2>
          ${schemas.map(
            ([name, schema]) =>
              html`<section id="schema-${name}">
                <h3>${name}</h3>
                ${proseHtml(schema.description as string | undefined)}${schemaHtml(schema)}
              </section>`,
          )}
        </main>
      </body>
    </html> `;
  return page.text;
}

function linkTo(id: string, text: string): Html {
  return html`<li><a href="#${id}">${text}</a></li>`;
}
