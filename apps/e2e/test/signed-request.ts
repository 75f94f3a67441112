import type { PrivateKey } from '@triton/http-auth/load-private-key';
import { formatKeyId } from '@triton/http-auth/format-key-id';
import { signRequest } from '@triton/http-auth/sign-request';

export interface SignedRequest {
  url: string;
  method?: string;
  /** With query, as it is sent. */
  path: string;
  /** Whose key it is said to be. */
  login: string;
  privateKey: PrivateKey;
  /** How the key is called: default its MD5 fingerprint. */
  keyName?: string;
  date?: Date;
  headers?: Record<string, string>;
  body?: string;
}

export interface Answer {
  status: number;
  headers: Headers;
  /** Parsed, where it is JSON. */
  body: unknown;
}

/** A request to CloudAPI made by hand, for what no well-behaved client would send. */
export async function signedRequest(request: SignedRequest): Promise<Answer> {
  const { url, method = 'GET', path, login, privateKey, date, body } = request;
  const keyId = formatKeyId({ login, key: request.keyName ?? privateKey.publicKey.fingerprintMd5 });
  const signature = signRequest({ privateKey, keyId }, { method, path }, date);
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...signature,
      ...request.headers,
    },
    ...(body === undefined ? {} : { body }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return text === '' ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return text;
  }
}
