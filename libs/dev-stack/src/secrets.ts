import { chmodSync, mkdirSync } from 'node:fs';
import { Type } from '@sinclair/typebox';
import { parseEnv } from '@triton/config/parse-env';
import { deploymentSecrets } from './secrets/deployment-secrets';

const UUIDS = '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(,[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})*$';

const Env = Type.Object({
  SECRETS_DIR: Type.String({ minLength: 1 }),
  SERVER_UUIDS: Type.String({ pattern: UUIDS, description: 'Of all compute nodes, separated by commas.' }),
  OPERATORS: Type.String({
    default: '',
    pattern: '^([a-z0-9-]{1,90}(,[a-z0-9-]{1,90})*)?$',
    description: 'Names of people that get a token of their own, operator-<name>.',
  }),
  QUEUE_PREFIX: Type.String({ default: 'triton' }),
  REDIS_URL: Type.Optional(Type.String({ pattern: '^rediss?://', description: 'Without a user.' })),
  ROTATE: Type.String({ default: '', description: 'Callers that get a new token; the one before stays good.' }),
  RETIRE: Type.String({ default: '', description: 'Callers whose token before is not good any more.' }),
});

/** Makes the credentials of a deployment, or changes them. Says whose there are, and none of them. */
function main(): void {
  const { SECRETS_DIR, SERVER_UUIDS, OPERATORS, QUEUE_PREFIX, REDIS_URL, ROTATE, RETIRE } = parseEnv(Env, process.env);
  mkdirSync(SECRETS_DIR, { recursive: true });
  const serverUuids = SERVER_UUIDS.split(',');
  deploymentSecrets({
    dir: SECRETS_DIR,
    serverUuids,
    operators: OPERATORS.split(',').filter(Boolean),
    queuePrefix: QUEUE_PREFIX,
    redisUrl: REDIS_URL,
    rotate: ROTATE.split(',').filter(Boolean),
    retire: RETIRE.split(',').filter(Boolean),
  });
  // Redis runs as a user of its own; what is secret in here is secret by itself.
  chmodSync(SECRETS_DIR, 0o755);
  console.log(`${SECRETS_DIR}: operator, cloudapi, vmapi, cnapi and ${serverUuids.length} compute nodes`);
}

try {
  main();
} catch (err) {
  console.error(err instanceof Error ? err.message : err);
  process.exitCode = 1;
}
