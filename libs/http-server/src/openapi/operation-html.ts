import { html, type Html } from './html';
import type { OpenapiOperation, OpenapiParameter, OpenapiResponse, Reference } from './openapi-document';
import { proseHtml } from './prose-html';
import { schemaHtml } from './schema-html';

/** One operation of the reference page: the request, then the answers. */
export function operationHtml(method: string, path: string, operation: OpenapiOperation): Html {
  const { operationId, description, parameters = [], requestBody, responses, security = [] } = operation;
  const body = requestBody?.content['application/json']?.schema;
  return html`<section id="${operationId}">
    <h3>${operationId}</h3>
    <p class="request"><b>${method.toUpperCase()}</b> <code>${path}</code>${security.length > 0 && ' · signed'}</p>
    ${proseHtml(description)}
    ${
      parameters.length > 0 &&
      html`<h4>Parameters</h4>
        <dl>${parameters.map(parameterHtml)}</dl>`
    }
    ${
      body &&
      html`<h4>Body</h4>
        ${schemaHtml(body)}`
    }
    <h4>Answers</h4>
    <dl>${Object.entries(responses).map(([status, response]) => responseHtml(status, response))}</dl>
  </section>`;
}

function parameterHtml(parameter: OpenapiParameter | Reference): Html {
  if ('$ref' in parameter) return referenceHtml(parameter);
  const { name, in: where, required, description, schema } = parameter;
  return html`<dt><code>${name}</code> <small>${where}</small>${!required && html` <i>optional</i>`}</dt>
    <dd>${proseHtml(description)}${schemaHtml(schema)}</dd>`;
}

function responseHtml(status: string, response: OpenapiResponse | Reference): Html {
  if ('$ref' in response) return referenceHtml(response);
  const { description, headers = {}, content = {} } = response;
  const isRefusal = Number(status) >= 400;
  const named = Object.entries(headers).map(
    ([name, header]) => html`<p><code>${name}</code> ${header.description}</p>`,
  );
  const schemas = isRefusal ? [] : Object.values(content).map(({ schema }) => schemaHtml(schema));
  return html`<dt>${status}</dt>
    <dd>${proseHtml(description)}${named}${schemas}</dd>`;
}

function referenceHtml({ $ref }: Reference): Html {
  return html`<dt><code>${$ref}</code></dt>`;
}
