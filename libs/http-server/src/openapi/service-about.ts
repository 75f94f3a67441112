import type { EndpointFacts } from '../endpoint';

/** What the docs of a service say beyond its table of endpoints. */
export interface ServiceAbout {
  /** `CloudAPI` */
  title: string;
  version: string;
  /** A paragraph or two of CommonMark. */
  description: string;
  /** The codes with which an input that breaks its schema is refused: what `invalid` of `createApp` throws. */
  invalidCodes: readonly string[];
  /** The codes of requests that get no further than `authenticate`. Without them the service asks for no credentials. */
  callerCodes?: readonly string[];
  /** Versions are negotiated with `Accept-Version`. */
  versioned?: boolean;
  /** Url-encoded bodies are read too. */
  acceptForms?: boolean;
  /** Which request headers an endpoint heeds; those of the protocol itself are known. */
  requestHeaders?(facts: EndpointFacts): readonly string[];
  /** What a code means here, where that is more than `libs/errors` says of it. */
  meanings?: Readonly<Record<string, string>>;
}
