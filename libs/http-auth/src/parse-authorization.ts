import type { IncomingHttpHeaders } from 'node:http';
import { InvalidCredentialsError } from '@triton/errors/invalid-credentials-error';
import { InvalidHeaderError } from '@triton/errors/invalid-header-error';
import { type KeyAlgorithm, keyAlgorithm } from './key-algorithm';

/** An `Authorization: Signature …` header, taken apart; nothing of it is verified. */
export interface ParsedAuthorization {
  keyId: string;
  /** As it was given: `(algorithm)` may be signed. */
  algorithmName: string;
  algorithm: KeyAlgorithm;
  /** What is signed, in order and in lower case; pseudo headers in parentheses. */
  signedHeaders: readonly string[];
  signature: Buffer;
  /** Seconds since 1970. */
  created?: number;
  /** Seconds since 1970. */
  expires?: number;
  opaque?: string;
  /** The old form, without `signature=`, that signs the bare Date. */
  legacy: boolean;
}

const SCHEME = /^signature +/i;
const PARAMETER = /([A-Za-z]+)=(?:"([^"]*)"|(\d{1,12}))/y;
const COMMA = / *, */y;
const LEGACY_SIGNATURE = / +([^ ,="][^ ,"]*)$/y;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
const MOST_SIGNED_HEADERS = 32;

/**
 * Reads the header by itself: http-signature's own parser knows no sha384 and no legacy form, takes an unreadable Date
 * for a fresh one, and reads the clock where a test cannot.
 */
export function parseAuthorization(headers: IncomingHttpHeaders): ParsedAuthorization {
  const { authorization } = headers;
  if (authorization === undefined) throw new InvalidCredentialsError('an Authorization header is required');
  const scheme = SCHEME.exec(authorization)?.[0];
  if (scheme === undefined) throw malformed('the scheme must be Signature');
  const { parameters, trailing } = readParameters(authorization.trimEnd(), scheme.length);
  const { keyId, algorithm, signature = trailing, opaque } = parameters;
  if (trailing !== undefined && parameters.signature !== undefined) throw malformed('there are two signatures');
  if (trailing !== undefined && parameters.headers !== undefined) throw malformed('the old form signs Date alone');
  if (!keyId) throw malformed('keyId is missing');
  if (!algorithm) throw malformed('algorithm is missing');
  if (!signature || !BASE64.test(signature)) throw malformed('the signature must be base64');
  return {
    keyId,
    algorithmName: algorithm,
    algorithm: keyAlgorithm(algorithm),
    signedHeaders: signedHeaders(parameters.headers, headers, trailing !== undefined),
    signature: Buffer.from(signature, 'base64'),
    ...seconds('created', parameters.created),
    ...seconds('expires', parameters.expires),
    ...(opaque === undefined ? {} : { opaque }),
    legacy: trailing !== undefined,
  };
}

function readParameters(text: string, start: number): { parameters: Record<string, string>; trailing?: string } {
  const parameters = new Map<string, string>();
  for (let at = start; ;) {
    const found = matchAt(PARAMETER, text, at);
    const name = found?.[1];
    if (!found || name === undefined) throw malformed('its parameters cannot be read');
    if (parameters.has(name)) throw malformed('a parameter is given twice');
    parameters.set(name, found[2] ?? found[3] ?? '');
    at += found[0].length;
    if (at === text.length) return { parameters: Object.fromEntries(parameters) };
    const comma = matchAt(COMMA, text, at);
    if (comma) {
      at += comma[0].length;
      continue;
    }
    const trailing = matchAt(LEGACY_SIGNATURE, text, at)?.[1];
    if (trailing === undefined) throw malformed('its parameters cannot be read');
    return { parameters: Object.fromEntries(parameters), trailing };
  }
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function signedHeaders(list: string | undefined, headers: IncomingHttpHeaders, legacy: boolean): string[] {
  if (list === undefined) return [headers['x-date'] !== undefined && !legacy ? 'x-date' : 'date'];
  const names = list.toLowerCase().split(' ').filter(Boolean);
  if (names.length === 0) throw malformed('headers must not be empty');
  if (names.length > MOST_SIGNED_HEADERS) throw malformed('it signs too many headers');
  return names;
}

function seconds(name: 'created' | 'expires', text: string | undefined): { created?: number; expires?: number } {
  if (text === undefined) return {};
  if (!/^\d{1,12}$/.test(text)) throw malformed(`${name} must be a number of seconds`);
  return { [name]: Number(text) };
}

function malformed(what: string): InvalidHeaderError {
  return new InvalidHeaderError(`the Authorization header is not valid: ${what}`);
}
