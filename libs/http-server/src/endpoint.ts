import type { IncomingHttpHeaders } from 'node:http';
import type { Static, TObject, TSchema } from '@sinclair/typebox';

export type HttpMethod = 'get' | 'post' | 'put' | 'patch' | 'delete';

type ParamName<Path extends string> = Path extends `${infer Head}/${infer Tail}`
  ? ParamName<Head> | ParamName<Tail>
  : Path extends `:${infer Name}`
    ? Name
    : never;

/** The parameters a path names: `/vms/:uuid` has `{ uuid: string }`. */
export type PathParams<Path extends string> = { [Name in ParamName<Path>]: string };

/** What `handle` is given: everything checked and typed by the endpoint's schemas. */
export interface EndpointRequest<P = Record<string, string>, Q = object, I = object, A = undefined> {
  params: P;
  query: Q;
  /** The body (and of `bodyFromQuery` endpoints the query), with defaults, without `action`. */
  input: I;
  /** Who asks, as the service's `authenticate` said. Only public endpoints may see `undefined`. */
  caller: A;
  headers: IncomingHttpHeaders;
  reqId: string;
  method: string;
  /** Without the query string. */
  path: string;
  /** The request target exactly as it was sent. */
  url: string;
  /** The API version chosen from `Accept-Version`; the newest when none was asked for. */
  version: string;
  /** Aborted when the client goes away or the service shuts down: long waits must end on it. */
  signal: AbortSignal;
}

/** The part of an endpoint that is plain data. */
export interface EndpointFacts {
  /** Operation name: `ResizeMachineDisk`. Logs, metrics and docs all use it. */
  name: string;
  method: HttpMethod;
  /** Express syntax: `/vms/:uuid`. */
  path: string;
  /** Endpoints may share method and path when each names another `action` (taken from the body, else the query). */
  action?: string;
  description?: string;
  /** Rules for path parameters beyond being there; a breach is the service's invalid error. */
  params?: TObject;
  query?: TObject;
  /** No `input` means no body keys are known, so any is refused. */
  input?: TSchema;
  output?: TSchema;
  /** Status of success, unless `handle` says otherwise with `reply`. */
  status: number;
  /** What else `handle` may answer with, by status, and when; the body is that of success or none. */
  otherStatuses?: Readonly<Record<number, string>>;
  /** The headers that `handle` answers with. */
  headers?: readonly string[];
  /** Of a success whose body is text and not JSON. */
  contentType?: string;
  /** Wire codes `handle` may answer with. */
  errors: readonly string[];
  /** Answers without asking the service's `authenticate`. */
  public?: boolean;
  /** Declared input keys may also stand in the query string; the body wins. */
  bodyFromQuery?: boolean;
  /** Unknown query keys are refused instead of ignored. */
  strictQuery?: boolean;
  /** The first API version that has this endpoint. */
  since?: string;
  /** Bytes, where the service's own limit does not fit. */
  maxBodyBytes?: number;
}

/** An entry of a service's endpoint table, its types erased so that a table can hold them all. */
export interface Endpoint<C, A = undefined> extends EndpointFacts {
  handle(context: C, request: EndpointRequest<Record<string, string>, object, object, A>): unknown;
}

type NoKeys = TObject<Record<never, never>>;

export interface EndpointDefinition<
  C,
  A,
  Path extends string,
  Q extends TObject,
  I extends TSchema,
  Public extends boolean,
> extends EndpointFacts {
  path: Path;
  query?: Q;
  input?: I;
  public?: Public;
  /** Returns the body (nothing: an empty one), or a `reply`. Throwing is answering. */
  handle(
    context: C,
    request: EndpointRequest<PathParams<Path>, Static<Q>, Static<I>, Public extends true ? A | undefined : A>,
  ): unknown;
}

/**
 * The `endpoint` function of a service whose handlers use context `C` and whose callers are `A`. Each app has it once:
 * `export const endpoint = endpointFor<Context>();`
 */
export function endpointFor<C, A = undefined>() {
  return <
    const Path extends string,
    Q extends TObject = NoKeys,
    I extends TSchema = NoKeys,
    Public extends boolean = false,
  >(
    definition: EndpointDefinition<C, A, Path, Q, I, Public>,
  ): Endpoint<C, A> =>
    // The schemas the types came from are checked before `handle` runs, which is what makes the erasure sound.
    definition as unknown as Endpoint<C, A>;
}
