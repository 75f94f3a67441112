import { generateKeyPairSync } from 'node:crypto';
import { InvalidArgumentError } from '@triton/errors/invalid-argument-error';
import { InvalidCredentialsError } from '@triton/errors/invalid-credentials-error';
import { parseAuthorization } from '@triton/http-auth/parse-authorization';
import { parseKeyId } from '@triton/http-auth/parse-key-id';
import { parsePublicKey } from '@triton/http-auth/parse-public-key';
import { verifyRequest } from '@triton/http-auth/verify-request';
import type { CallerRequest } from '@triton/http-server/app-options';
import { createApp } from '@triton/http-server/create-app';
import { listen } from '@triton/http-server/listen';
import { createLogger } from '@triton/logging/create-logger';
import { SimulatedCloud } from './simulated-cloud';
import { simulatedEndpoints } from './simulated-endpoints';

export interface SimulatedCloudapi {
  readonly url: string;
  readonly cloud: SimulatedCloud;
  readonly account: string;
  /** In PEM, and its MD5 and SHA256 fingerprints: the key that requests must be signed with. */
  readonly privateKey: string;
  readonly keyId: string;
  readonly keyIdSha256: string;
  /** `POST /acme/machines`, in order. */
  readonly asked: string[];
  /** The next requests are answered with these errors, one each. */
  refuse(...errors: Error[]): void;
  /** As new, with an empty cloud. */
  reset(): void;
  close(): Promise<void>;
}

const ACCOUNT = 'acme';

/** A CloudAPI over a cloud in memory. Signatures are really verified; everything else is as simple as a client can tell. */
export async function startSimulatedCloudapi(): Promise<SimulatedCloudapi> {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const publicKey = parsePublicKey(pair.publicKey.export({ type: 'spki', format: 'pem' }).toString());
  const key = { name: 'test', fingerprint: publicKey.fingerprintMd5, key: publicKey.openssh };
  const context = { cloud: new SimulatedCloud() };
  const asked: string[] = [];
  let refusals: Error[] = [];

  const authenticate = ({ method, url, headers, httpVersion }: CallerRequest) => {
    const { login, key: named } = parseKeyId(parseAuthorization(headers).keyId);
    if (login !== ACCOUNT || named !== publicKey.fingerprintMd5) {
      throw new InvalidCredentialsError('the signature does not verify');
    }
    verifyRequest({ publicKey, method, url, headers, httpVersion });
    asked.push(`${method} ${url}`);
    const refusal = refusals.shift();
    if (refusal) throw refusal;
    return { login };
  };
  const app = createApp({
    name: 'cloudapi',
    serverHeader: 'cloudapi/9.0.0',
    versions: ['8.0.0', '9.0.0'],
    endpoints: simulatedEndpoints,
    context,
    log: createLogger('cloudapi', { level: 'fatal' }),
    invalid: (message, errors) => new InvalidArgumentError(message, errors),
    authenticate,
  });
  const { url, close } = await listen(app, { host: '127.0.0.1', port: 0 });
  const reset = (): void => {
    asked.length = 0;
    refusals = [];
    context.cloud = new SimulatedCloud();
    context.cloud.catalogue.keys.push(key);
  };
  reset();
  return {
    url,
    get cloud() {
      return context.cloud;
    },
    account: ACCOUNT,
    privateKey: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    keyId: publicKey.fingerprintMd5,
    keyIdSha256: publicKey.fingerprintSha256,
    asked,
    refuse: (...errors) => void refusals.push(...errors),
    reset,
    close,
  };
}
