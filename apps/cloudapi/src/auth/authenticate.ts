import { generateKeyPairSync } from 'node:crypto';
import { InvalidCredentialsError } from '@triton/errors/invalid-credentials-error';
import { NotAuthorizedError } from '@triton/errors/not-authorized-error';
import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import { formatKeyId } from '@triton/http-auth/format-key-id';
import { parseAuthorization } from '@triton/http-auth/parse-authorization';
import { parseKeyId } from '@triton/http-auth/parse-key-id';
import { parsePublicKey } from '@triton/http-auth/parse-public-key';
import { verifyRequest } from '@triton/http-auth/verify-request';
import type { CallerRequest } from '@triton/http-server/app-options';
import type { Context } from '../context';
import type { Caller } from './caller';

// A key nobody has. Whoever names an unknown account or key is checked against it, and learns what a wrong signature
// teaches: nothing.
const decoy = parsePublicKey(
  generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString(),
);

/**
 * Says who asks: the account whose key signed the request, if it is also the account in the path (or `my`). An account
 * may act on itself only, and another one's path answers as one that does not exist.
 */
export async function authenticate(request: CallerRequest, { credentials }: Context): Promise<Caller> {
  const { method, url, headers, httpVersion, params, ip } = request;
  const { login, user, key } = parseKeyId(parseAuthorization(headers).keyId);
  // Sub-users are not offered; their keys are unknown keys.
  const credential = user === undefined ? await credentials.find(login, key) : undefined;
  verifyRequest({ publicKey: credential?.publicKey ?? decoy, method, url, headers, httpVersion });
  if (!credential) throw new InvalidCredentialsError('the signature does not verify');

  const { account, publicKey } = credential;
  if (account.disabled) throw new NotAuthorizedError('the account is disabled');
  if (params.login !== account.login && params.login !== 'my') {
    throw new ResourceNotFoundError('there is no such account');
  }
  const keyId = formatKeyId({ login: account.login, key: publicKey.fingerprintMd5 });
  return { account, keyId, ip };
}
