import type { IncomingHttpHeaders } from 'node:http';
import { InvalidHeaderError } from '@triton/errors/invalid-header-error';
import type { ParsedAuthorization } from './parse-authorization';

export interface SignedRequest {
  method: string;
  /** The request target exactly as it was sent, percent-encoding, query and all. */
  url: string;
  headers: IncomingHttpHeaders;
  /** Default `1.1`; only `request-line` has it. */
  httpVersion?: string;
}

/** The text that the signature must be over. */
export function signingString(request: SignedRequest, authorization: ParsedAuthorization): string {
  if (authorization.legacy) return headerValue(request.headers, 'date');
  return authorization.signedHeaders.map((name) => line(name, request, authorization)).join('\n');
}

function line(name: string, request: SignedRequest, authorization: ParsedAuthorization): string {
  const { method, url, headers, httpVersion = '1.1' } = request;
  switch (name) {
    case 'request-line':
      return `${method.toUpperCase()} ${url} HTTP/${httpVersion}`;
    case '(request-target)':
      return `${name}: ${method.toLowerCase()} ${url}`;
    case '(keyid)':
      return `${name}: ${authorization.keyId}`;
    case '(algorithm)':
      return `${name}: ${authorization.algorithmName}`;
    case '(opaque)':
      return `${name}: ${given(name, authorization.opaque)}`;
    case '(created)':
      return `${name}: ${given(name, authorization.created)}`;
    case '(expires)':
      return `${name}: ${given(name, authorization.expires)}`;
    default:
      return `${name}: ${headerValue(headers, name)}`;
  }
}

function given(name: string, value: string | number | undefined): string | number {
  if (value === undefined) throw new InvalidHeaderError(`${name} is signed but not given`);
  return value;
}

function headerValue(headers: IncomingHttpHeaders, name: string): string {
  const value = Object.hasOwn(headers, name) ? headers[name] : undefined;
  if (value === undefined) throw new InvalidHeaderError(`header ${name.slice(0, 64)} is signed but not given`);
  return Array.isArray(value) ? value.join(', ') : value;
}
