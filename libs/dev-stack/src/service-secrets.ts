import { redisUrlFor } from '@triton/queue/redis-users';
import type { DeploymentSecrets } from './secrets/deployment-secrets';

export interface ServiceSecretsOptions {
  secrets: DeploymentSecrets;
  /** As services are told it. */
  redisUrl: string;
  /** The server has our users; a server that somebody else runs is used as it is. */
  ownRedis: boolean;
  /** Nobody is trusted for calling from this machine. */
  strict: boolean;
}

/** What each process is told to prove who it is, and to know who asks. */
export interface ServiceSecrets {
  /** Of the inner services. */
  asked: Record<string, string>;
  /** Of those who call them. */
  caller(name: string): Record<string, string>;
  /** Of those who work with queues. */
  queues(name: string): Record<string, string>;
}

export function serviceSecrets({ secrets, redisUrl, ownRedis, strict }: ServiceSecretsOptions): ServiceSecrets {
  return {
    asked: { CALLERS_FILE: secrets.callersFile, TRUST_LOOPBACK: String(!strict) },
    caller: (name) => ({ SERVICE_TOKEN_FILE: secrets.tokenFile(name) }),
    queues: (name) => ({ REDIS_URL: ownRedis ? redisUrlFor(secrets.redisUser(name), redisUrl) : redisUrl }),
  };
}
