import { type KeyObject, verify } from 'node:crypto';
import { InvalidCredentialsError } from '@triton/errors/invalid-credentials-error';
import { assertFresh } from './assert-fresh';
import { decoyKey } from './decoy-key';
import { type ParsedAuthorization, parseAuthorization } from './parse-authorization';
import type { PublicKey } from './public-key';
import { claimedShape, shapeOf } from './signature-shape';
import { type SignedRequest, signingString } from './signing-string';

export interface VerifyOptions extends SignedRequest {
  /** The key that the request's keyId names; `undefined` when there is none, which takes as long and then fails. */
  publicKey: PublicKey | undefined;
  now?: Date;
}

/**
 * Throws unless the request was signed with `publicKey`, for this very target, within the last minutes. What that costs
 * follows from the request alone, not from the key: nobody can measure whether an account or a key exists.
 */
export function verifyRequest({ publicKey, now = new Date(), ...request }: VerifyOptions): ParsedAuthorization {
  const authorization = parseAuthorization(request.headers);
  assertFresh(authorization, request.headers, now);
  const { algorithm, signature } = authorization;
  const claimed = claimedShape(algorithm, signature);
  // The key decides what it can verify; a header that claims another kind of key is an attack or an accident.
  const fits = publicKey !== undefined && shapeOf(publicKey) === claimed;
  const text = Buffer.from(signingString(request, authorization), 'latin1');
  const isGood = isSignature(algorithm.hash, text, fits ? publicKey.keyObject : decoyKey(claimed), signature);
  if (!fits || !isGood) throw new InvalidCredentialsError('the signature does not verify');
  return authorization;
}

/** Node's crypto takes every signature as clients send it: PKCS#1 v1.5, DER, 64 raw bytes. sshpk has no fast Ed25519. */
function isSignature(hash: string | null, text: Buffer, key: KeyObject | undefined, signature: Buffer): boolean {
  if (key === undefined) return false;
  try {
    return verify(hash, text, key, signature);
  } catch {
    // OpenSSL gives up on some malformed signatures instead of saying no.
    return false;
  }
}
