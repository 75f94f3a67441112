import { sign } from 'node:crypto';
import { createSigner } from 'http-signature';
import { keyAlgorithm } from './key-algorithm';
import type { PrivateKey } from './load-private-key';
import { signatureAlgorithm } from './signature-algorithm';

export interface RequestToSign {
  method: string;
  /** With query, percent-encoded exactly as it will be sent. */
  path: string;
}

/** Headers that prove who sends a request. */
export type SignedHeaders = Record<'date' | 'authorization', string>;

/** The `date` and `authorization` headers of a request, signed as the `triton` client does: `(request-target) date`. */
export function signRequest(
  { privateKey, keyId }: { privateKey: PrivateKey; keyId: string },
  { method, path }: RequestToSign,
  date: Date = new Date(),
): SignedHeaders {
  const algorithm = signatureAlgorithm(privateKey.publicKey);
  let authorization: string | undefined;
  let failure: unknown;
  // http-signature puts the text and the header together; left to sign by itself it begins the text with a line break
  // and reads the key anew each time, so the signature comes from Node's crypto.
  const signer = createSigner({
    sign: (text, done) => {
      const signature = sign(keyAlgorithm(algorithm).hash, Buffer.from(text, 'latin1'), privateKey.keyObject);
      done(null, { keyId, algorithm, headers: [], signature: signature.toString('base64') });
    },
  });
  signer.writeTarget(method, path);
  const dateText = signer.writeHeader('date', date.toUTCString());
  signer.sign((err: unknown, header) => {
    failure = err;
    authorization = header;
  });
  if (authorization === undefined) throw new Error('the request cannot be signed', { cause: failure });
  return { date: dateText, authorization };
}
