/** A JSON Schema without references. */
export type Schema = { readonly [keyword: string]: unknown };

export type ServiceName = 'cloudapi' | 'vmapi' | 'cnapi' | 'papi';

export interface Parameter {
  name: string;
  schema: Schema;
}

/** One operation of one service, as its own OpenAPI document tells it. */
export interface Operation {
  id: string;
  service: ServiceName;
  method: string;
  /** `/vms/{uuid}` */
  path: string;
  pathParameters: Parameter[];
  queryParameters: Parameter[];
  headers: string[];
  body: Schema | undefined;
  isSigned: boolean;
  takesForms: boolean;
  /** The error codes told for it, and for the operations that share its method and path. */
  codes: ReadonlySet<string>;
}

interface Document {
  paths: Record<string, Record<string, DocumentOperation>>;
}
interface DocumentOperation {
  operationId: string;
  parameters?: { name: string; in: string; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>;
  security: unknown[];
}

/** Every operation of a service that runs, from `GET /openapi.json`. */
export async function operationsOf(service: ServiceName, url: string): Promise<Operation[]> {
  const answer = await fetch(`${url}/openapi.json`);
  const given = (await answer.json()) as object;
  const { paths } = resolved(given, given, new Set()) as Document;
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path: path.replace(/#.*/, ''), method, operation })),
  );
  return all.map(({ path, method, operation }) => {
    const siblings = all.filter((other) => other.path === path && other.method === method);
    const parameters = operation.parameters ?? [];
    const named = (where: string) => parameters.filter((parameter) => parameter.in === where);
    const content = operation.requestBody?.content ?? {};
    return {
      id: operation.operationId,
      service,
      method: method.toUpperCase(),
      path,
      pathParameters: named('path'),
      queryParameters: named('query'),
      headers: named('header').map(({ name }) => name),
      body: content['application/json']?.schema,
      isSigned: operation.security.length > 0,
      takesForms: 'application/x-www-form-urlencoded' in content,
      codes: new Set(siblings.flatMap((sibling) => codesOf(sibling.operation))),
    };
  });
}

function codesOf({ responses }: DocumentOperation): string[] {
  const schemas = Object.values(responses).map(({ content }) => content?.['application/json']?.schema);
  const branches = schemas.flatMap((schema) => [schema, ...((schema?.anyOf ?? []) as Schema[])]);
  return branches.flatMap((schema) => {
    const { code } = (schema?.properties ?? {}) as { code?: { enum?: string[] } };
    return code?.enum ?? [];
  });
}

/** The document with what each `$ref` points at in its place. */
function resolved(node: unknown, root: object, within: ReadonlySet<string>): unknown {
  if (Array.isArray(node)) return node.map((item) => resolved(item, root, within));
  if (typeof node !== 'object' || node === null) return node;
  const { $ref, ...beside } = node as { $ref?: string };
  const plain = Object.fromEntries(Object.entries(beside).map(([key, value]) => [key, resolved(value, root, within)]));
  if ($ref === undefined || within.has($ref)) return plain;
  const parts = $ref.slice(2).split('/');
  const target = parts.reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], root);
  return { ...(resolved(target, root, new Set([...within, $ref])) as object), ...plain };
}
