import { getAccountByLogin } from '@triton/catalog/get-account-by-login';
import { InvalidCredentialsError } from '@triton/errors/invalid-credentials-error';
import { NotAuthorizedError } from '@triton/errors/not-authorized-error';
import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import { formatKeyId } from '@triton/http-auth/format-key-id';
import { type ParsedAuthorization, parseAuthorization } from '@triton/http-auth/parse-authorization';
import { parseKeyId } from '@triton/http-auth/parse-key-id';
import { signingString } from '@triton/http-auth/signing-string';
import { verifyRequest } from '@triton/http-auth/verify-request';
import type { CallerRequest } from '@triton/http-server/app-options';
import type { Context } from '../context';
import { recordUse, refuseReplay } from '../replay/refuse-replay';
import type { Caller } from './caller';
import type { Credential } from './credential-cache';

/**
 * Says who asks: the account whose key signed the request, or a user below it, if that is also the account in the path (or
 * `my`). An account may act on itself only, and another one's path answers as one that does not exist; an operator acts
 * on any. Who asks too often, or sends a change that was sent before, is refused here too.
 */
export async function authenticate(request: CallerRequest, context: Context): Promise<Caller> {
  const arrivedAtMs = performance.now();
  const { method, url, headers, httpVersion, params, ip } = request;
  const signed = { method, url, headers, httpVersion };
  const named = parseKeyId(parseAuthorization(headers).keyId);
  const credential = await context.credentials.find(named);
  const authorization = verifyRequest({ publicKey: credential?.publicKey, ...signed });
  if (!credential) throw new InvalidCredentialsError('the signature does not verify');

  const { account: signer, user, publicKey } = credential;
  if (signer.disabled) throw new NotAuthorizedError('the account is disabled');
  const account = await accountIn(context, params.login, credential);
  const isChange = method !== 'GET' && method !== 'HEAD';
  context.throttle.count(signer.id, isChange ? 'change' : 'read');
  const names = { login: signer.login, key: publicKey.fingerprintMd5, ...(user ? { user: user.login } : {}) };
  const keyId = formatKeyId(names);
  const signedText = signingString(signed, authorization);
  const use = { fingerprint: publicKey.fingerprintSha256, signedText, arrivedAtMs };
  if (isChange) await refuseReplay(context.db, use);
  // Whoever overhears it could make a change of it, so its time runs from now on.
  else if (!namesRequest(authorization)) await recordUse(context.db, use);
  return { account, ...(user ? { user } : {}), isOperator: account.id !== signer.id, keyId, ip };
}

/** Is the signature good for this method and target only? Some clients sign nothing but the date. */
function namesRequest({ signedHeaders }: ParsedAuthorization): boolean {
  return signedHeaders.includes('(request-target)') || signedHeaders.includes('request-line');
}

/** The account that the path names, if the signer may act on it. */
async function accountIn({ db }: Context, login: string | undefined, { account, user }: Credential) {
  if (login === account.login || login === 'my') return account;
  const other = account.operator && !user && login !== undefined ? await getAccountByLogin(db, login) : undefined;
  if (!other) throw new ResourceNotFoundError('there is no such account');
  return other;
}
