/** A JSON Schema (2020-12), as OpenAPI 3.1 takes it. */
export type JsonSchema = { readonly [keyword: string]: unknown };

export interface OpenapiParameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  description?: string;
  schema: JsonSchema;
}

export interface OpenapiResponse {
  description: string;
  headers?: Record<string, { description: string; schema: JsonSchema }>;
  content?: Record<string, { schema: JsonSchema }>;
}

/** In place of something that is told once, under `components`. */
export interface Reference {
  $ref: string;
}

export interface OpenapiOperation {
  operationId: string;
  summary: string;
  description?: string;
  tags: string[];
  parameters?: (OpenapiParameter | Reference)[];
  requestBody?: { required: boolean; content: Record<string, { schema: JsonSchema }> };
  /** By status. */
  responses: Record<string, OpenapiResponse | Reference>;
  security?: Record<string, string[]>[];
}

/** The part of OpenAPI 3.1 that our services use. */
export interface OpenapiDocument {
  openapi: '3.1.0';
  info: { title: string; version: string; description: string; license: { name: string; identifier: string } };
  servers: { url: string; description: string }[];
  tags: { name: string }[];
  /** By path, then by method. */
  paths: Record<string, Record<string, OpenapiOperation>>;
  components: {
    schemas: Record<string, JsonSchema>;
    parameters?: Record<string, OpenapiParameter>;
    responses?: Record<string, OpenapiResponse>;
    securitySchemes?: Record<string, object>;
  };
}
