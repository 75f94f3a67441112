import fc from 'fast-check';
import { hostileText } from './hostile-values';
import type { Operation } from './operations';
import type { BadRequest, Credentials, Fault } from './request';

export const badVersion: Fault = () =>
  fc
    .constantFrom('99', '~99.1', 'latest', '>9 <8', 'x'.repeat(300), '1 || '.repeat(400), '-1', '7.x.y', "';--")
    .map((version) => ({ headers: { 'accept-version': version }, mustBeRefused: true }));

export const badTicket: Fault = () =>
  hostileText.map((text) => ({ headers: { 'x-ticket': headerSafe(text).slice(0, 3_000) }, mustBeRefused: true }));

/** ETags that are nobody's. */
export const badMatch: Fault = () =>
  fc
    .constantFrom('"0"', 'W/"1"', '"', 'a, b', '-1', '"*"', '%00', 'x'.repeat(3_000))
    .map((etag) => ({ headers: { 'if-match': etag }, mustBeRefused: true }));

export const badKey: Fault = () =>
  fc
    .constantFrom('k'.repeat(256), 'k'.repeat(3_000), 'ÿ'.repeat(300))
    .map((key) => ({ headers: { 'idempotency-key': key }, mustBeRefused: true }));

const badDate = hostileText.map((text) => ({ headers: { date: headerSafe(text).slice(0, 300) }, mustBeRefused: true }));

export const badCredentials: Fault = ({ service }) =>
  fc
    .oneof(
      fc.constantFrom<Credentials>('none', 'expired', 'unknown-key', 'other-request', 'no-date'),
      fc
        .constantFrom(
          'Basic YWNtZTphY21l',
          'Bearer x',
          'Signature',
          'Signature keyId=""',
          'Signature keyId="/acme/keys/dev"',
          'Signature keyId="/acme/keys/dev",algorithm="none",signature=""',
          'Signature keyId="/acme/keys/dev",algorithm="hmac-sha256",signature="AAAA"',
          'Signature keyId="/acme/keys/dev",algorithm="rsa-sha256",headers="host",signature="AAAA"',
          'Signature keyId="/acme/users/x/keys/%00",algorithm="rsa-sha256",signature="AAAA"',
          `Signature keyId="/acme/keys/${'x'.repeat(2_000)}",algorithm="rsa-sha256",signature="AAAA"`,
          `Signature keyId="/../keys/dev",algorithm="rsa-sha256",signature="${'A'.repeat(4_000)}"`,
          'Signature keyId="/acme/keys/dev",algorithm="rsa-sha256",headers="date date date (request-target)",signature="=="',
        )
        .map((text) => ({ text })),
      hostileText.map((text) => ({ text: `Signature ${headerSafe(text)}` })),
    )
    .map((credentials): Partial<BadRequest> => ({ credentials, mustBeRefused: true }))
    .chain((wrong) =>
      // Only signatures are good for a time.
      service === 'cloudapi'
        ? fc.oneof({ weight: 5, arbitrary: fc.constant(wrong) }, { weight: 1, arbitrary: badDate })
        : fc.constant(wrong),
    );

/** Headers that an operation may heed, with what it cannot want; they change nothing about what is wrong elsewhere. */
export function noisyHeaders({ headers }: Operation): fc.Arbitrary<Record<string, string>> {
  const names = [
    ...headers.filter((name) => name !== 'Accept-Version'),
    'If-Match',
    'Idempotency-Key',
    'X-Context',
    'Accept',
  ];
  const value = hostileText.map((text) => headerSafe(text).slice(0, 3_000));
  return fc.dictionary(fc.constantFrom(...names.map((name) => name.toLowerCase())), value, {
    maxKeys: 3,
    noNullPrototype: true,
  });
}

/** As much of it as Node's client sends. */
function headerSafe(text: string): string {
  return text.replace(/[^\t\x20-\x7e\x80-\xff]/g, '').trim();
}
