import { Agent, request } from 'node:http';
import { formatKeyId } from '@triton/http-auth/format-key-id';
import type { PrivateKey } from '@triton/http-auth/load-private-key';
import { signRequest } from '@triton/http-auth/sign-request';
import type { BadRequest, Credentials } from './request';
import type { KnownIds } from './known-ids';
import type { ServiceName } from './operations';
import { KNOWN_UUID } from './valid-value';

export interface Target {
  urls: Readonly<Record<ServiceName, string>>;
  /** Of a user, for CloudAPI. */
  privateKey: PrivateKey;
  /** For the inner services. */
  operatorToken: string;
  known: KnownIds;
}

export interface Answer {
  status: number;
  contentType: string | undefined;
  text: string;
  tookMs: number;
}

/** No request may take longer, whatever is wrong with it. */
export const BOUND_MS = 20_000;

const NOTHING = '00000000-0000-4000-8000-000000000000';

const agent = new Agent({ keepAlive: true, maxSockets: 32 });

/** Sends the request exactly as it is. Throws when the service hangs, or hangs up without an answer. */
export function send(bad: BadRequest, target: Target): Promise<Answer> {
  const { hostname, port } = new URL(target.urls[bad.operation.service]);
  const path = asSent(bad.target, target.known);
  const body = bad.body.replaceAll(KNOWN_UUID, target.known.machines);
  const startedMs = performance.now();
  return new Promise((resolve, reject) => {
    const length = body === '' ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const headers = { ...credentialsOf(bad, path, target), ...bad.headers, ...length };
    const req = request(
      { agent, host: hostname, port, method: bad.method, path, headers, timeout: BOUND_MS },
      (res) => {
        let text = '';
        res.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        res.on('error', reject);
        res.on('end', () => {
          const { statusCode = 0, headers: answered } = res;
          resolve({
            status: statusCode,
            contentType: answered['content-type'],
            text,
            tookMs: performance.now() - startedMs,
          });
        });
      },
    );
    req.on('timeout', () => req.destroy(new Error(`no answer in ${BOUND_MS} ms`)));
    req.on('error', reject);
    req.end(body);
  });
}

/** With the ids of what exists; parameters of other nouns get an id of nothing. */
function asSent(target: string, known: KnownIds): string {
  return target
    .replaceAll(KNOWN_UUID, known.machines)
    .replaceAll(/([^/{}]*)\/\{\w+\}/g, (_all, noun: string) => `${noun}/${known[noun] ?? NOTHING}`);
}

function credentialsOf({ operation, method, credentials }: BadRequest, path: string, target: Target) {
  if (credentials === 'none') return {};
  if (operation.service !== 'cloudapi') return { authorization: tokenOf(credentials, target) };
  const { privateKey } = target;
  const keyName = credentials === 'unknown-key' ? 'nobody-has-it' : privateKey.publicKey.fingerprintMd5;
  const keyId = formatKeyId({ login: 'acme', key: keyName });
  const date = credentials === 'expired' ? new Date(Date.now() - 3_600_000) : new Date();
  const signed = signRequest(
    { privateKey, keyId },
    { method, path: credentials === 'other-request' ? '/x' : path },
    date,
  );
  if (typeof credentials === 'object') return { ...signed, authorization: credentials.text };
  return credentials === 'no-date' ? { authorization: signed.authorization } : signed;
}

/** Tokens know no dates and no requests: any other than the right one is a wrong one. */
function tokenOf(credentials: Credentials, { operatorToken }: Target): string {
  if (typeof credentials === 'object') return credentials.text;
  return credentials === 'signed' ? `Bearer ${operatorToken}` : `Bearer ${operatorToken.slice(0, -1)}`;
}

/** Lets go of the sockets. */
export function hangUp(): void {
  agent.destroy();
}
