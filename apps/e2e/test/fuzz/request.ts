import type fc from 'fast-check';
import type { Operation } from './operations';

/** How the request proves who sends it: in good order, or in one of the ways that prove nothing. */
export type Credentials =
  'signed' | 'none' | 'expired' | 'unknown-key' | 'other-request' | 'no-date' | { text: string };

export interface BadRequest {
  operation: Operation;
  method: string;
  /** Path and query as sent, `{known-uuid}` and the names of path parameters standing for what exists. */
  target: string;
  headers: Record<string, string>;
  body: string;
  credentials: Credentials;
  /** It must be refused. Otherwise it only asks, and may be answered. */
  mustBeRefused: boolean;
  /** It may meet another operation than the one it was made from, or none. */
  isAstray: boolean;
}

/** Makes a request of the operation wrong in one way. */
export type Fault = (operation: Operation) => fc.Arbitrary<Partial<BadRequest>>;
