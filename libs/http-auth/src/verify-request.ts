import { verify } from 'node:crypto';
import { InvalidCredentialsError } from '@triton/errors/invalid-credentials-error';
import { assertFresh } from './assert-fresh';
import { type ParsedAuthorization, parseAuthorization } from './parse-authorization';
import type { PublicKey } from './public-key';
import { type SignedRequest, signingString } from './signing-string';

export interface VerifyOptions extends SignedRequest {
  /** The key that the request's keyId names. */
  publicKey: PublicKey;
  now?: Date;
}

/** Throws unless the request was signed with `publicKey`, for this very target, within the last minutes. */
export function verifyRequest({ publicKey, now = new Date(), ...request }: VerifyOptions): ParsedAuthorization {
  const authorization = parseAuthorization(request.headers);
  assertFresh(authorization, request.headers, now);
  const { algorithm, signature } = authorization;
  // The key decides what it can verify; a header that claims another kind of key is an attack or an accident.
  const fits = algorithm.keyType === publicKey.type;
  const text = Buffer.from(signingString(request, authorization), 'latin1');
  if (!fits || !isSignature(algorithm.hash, text, publicKey, signature)) {
    throw new InvalidCredentialsError('the signature does not verify');
  }
  return authorization;
}

/** Node's crypto takes every signature as clients send it: PKCS#1 v1.5, DER, 64 raw bytes. sshpk has no fast Ed25519. */
function isSignature(hash: string | null, text: Buffer, { keyObject }: PublicKey, signature: Buffer): boolean {
  try {
    return verify(hash, text, keyObject, signature);
  } catch {
    // OpenSSL gives up on some malformed signatures instead of saying no.
    return false;
  }
}
