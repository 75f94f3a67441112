import type { IncomingHttpHeaders } from 'node:http';
import type { FieldError, TritonError } from '@triton/errors/triton-error';
import type { Logger } from '@triton/logging/create-logger';
import type { Endpoint } from './endpoint';
import type { Metrics } from './metrics';

/** What a service may look at to say who asks; the body is not read before that is known. */
export interface CallerRequest {
  method: string;
  /** The request target exactly as sent: what a signature covers. */
  url: string;
  path: string;
  /** The path as its endpoint declares it: `/:login/machines/:id`. */
  route: string;
  params: Record<string, string>;
  headers: IncomingHttpHeaders;
  httpVersion: string;
  ip: string;
  reqId: string;
}

export interface RequestDone {
  operation: string;
  method: string;
  path: string;
  status: number;
  durationMs: number;
  reqId: string;
  /** The wire code, of an error. */
  code?: string;
}

export interface AppOptions<C, A> {
  /** Of the service, in logs and metrics. */
  name: string;
  /** `VMAPI/1.0.0` */
  serverHeader: string;
  endpoints: readonly Endpoint<C, A>[];
  context: C;
  /** `context` for one request: its clients and its log say whose work it is. Default: `context` itself. */
  forRequest?(context: C, reqId: string): C;
  log: Logger;
  /** How this service says that an input breaks a rule: VMAPI by ValidationFailed, CloudAPI by InvalidArgument. */
  invalid(message: string, errors: FieldError[]): TritonError;
  /** Deny by default: with it, every endpoint not marked `public` needs a caller. `undefined` and throwing both refuse. */
  authenticate?(request: CallerRequest, context: C): Promise<A | undefined> | A | undefined;
  /**
   * May this caller do this? Asked once the operation is known, before anything of its input is judged; throwing refuses.
   * Not asked for `public` endpoints.
   */
  authorize?(caller: A, endpoint: Endpoint<C, A>, request: CallerRequest, context: C): Promise<void> | void;
  /** What the access log says of a caller. */
  callerFields?(caller: A): Record<string, unknown>;
  /** The API versions offered; the answer's `Api-Version` is the newest. */
  versions?: readonly string[];
  /** Default 100000. */
  maxBodyBytes?: number;
  /** Url-encoded bodies are read too. */
  acceptForms?: boolean;
  /** Any web page may read the answers (CloudAPI). */
  cors?: boolean;
  /** More headers of every answer. */
  headers?: Record<string, string>;
  metrics?: Metrics;
  /** Where the metrics are; false: nowhere (a public address). Default `/metrics`. */
  metricsPath?: string | false;
  /** Answers are checked against `output` and a breach is a 500: for tests. */
  checkOutput?: boolean;
  onRequestDone?(done: RequestDone): void;
}
