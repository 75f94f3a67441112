import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashOfToken, newCallerToken } from '@triton/http-server/callers/caller-token';
import { parseCallers } from '@triton/http-server/callers/parse-callers';
import {
  agentUser,
  cnapiUser,
  redisHealthLine,
  redisOperatorLine,
  redisUrlFor,
  redisUserLine,
  type RedisUser,
  vmapiUser,
} from '@triton/queue/redis-users';
import { keepSecret, replaceSecret } from './keep-secret';

export interface SecretsOptions {
  /** A directory in it for each process, with what that process may know. */
  dir: string;
  /** Of all compute nodes. Who is not named any more is not known any more. */
  serverUuids: readonly string[];
  /** Names of people: each gets a token `operator-<name>`, beside the one that is nobody's in particular. */
  operators?: readonly string[] | undefined;
  queuePrefix: string;
  /** Of Redis, without a user: each process gets a file with the address for its own. */
  redisUrl?: string | undefined;
  /** Names of callers to get a new token; the one before stays good. */
  rotate?: readonly string[];
  /** Names of callers whose token before is not good any more. */
  retire?: readonly string[];
}

export interface DeploymentSecrets {
  /** Hashes of all tokens: what CNAPI, VMAPI and PAPI must know. */
  callersFile: string;
  /** Where the token of a caller is. */
  tokenFile(name: string): string;
  token(name: string): string;
  /** The user of Redis: `cnapi`, `vmapi`, `agent-<server_uuid>`. */
  redisUser(name: string): RedisUser;
  /** Those users as `redisUserLine` writes them. */
  redisUsers: readonly string[];
}

const SERVICES = ['cloudapi', 'vmapi', 'cnapi'];
/** They keep the door. */
const ASKED = ['vmapi', 'cnapi', 'papi'];
const OPERATOR = 'operator';
const READABLE = 0o644;

/**
 * The credentials of a deployment: a token for each service, the operator and the agent of each compute node, and a user of
 * Redis for each that works with queues. Made where they are not there; done again, nothing changes that is not named in
 * `rotate` or `retire`. Afterwards `dir` has for each process a directory of its own:
 *
 * - `<name>/token`: what it shows (`SERVICE_TOKEN_FILE`), and `<name>/redis-url` (`REDIS_URL_FILE`), for its eyes only
 * - `vmapi`, `cnapi`, `papi`: `callers.json` (`CALLERS_FILE`), which holds hashes
 * - `redis/users.acl`: for `aclfile` of Redis, hashes too
 */
export function deploymentSecrets(options: SecretsOptions): DeploymentSecrets {
  const { dir, serverUuids, operators = [], queuePrefix, redisUrl } = options;
  const agents = serverUuids.map((uuid) => `agent-${uuid}`);
  const people = operators.map((name) => `${OPERATOR}-${name}`);
  const tokenFile = (name: string) => join(dir, name, 'token');
  const callersFile = writeCallers(options, [OPERATOR, ...people, ...SERVICES, ...agents], tokenFile);

  const passwordOf = (name: string) =>
    keepSecret(join(dir, name, 'redis-password'), () => randomBytes(24).toString('base64url'));
  const users = [
    cnapiUser(passwordOf('cnapi')),
    vmapiUser(passwordOf('vmapi')),
    ...serverUuids.map((uuid) => agentUser(uuid, passwordOf(`agent-${uuid}`))),
  ];
  const operator = { name: OPERATOR, password: passwordOf(OPERATOR) };
  const redisUsers = users.map((user) => redisUserLine(user, queuePrefix));
  const acl = [redisHealthLine, redisOperatorLine(operator), ...redisUsers];
  replaceSecret(join(dir, 'redis', 'users.acl'), acl.join('\n'), READABLE);
  if (redisUrl !== undefined) {
    for (const user of [operator, ...users]) {
      replaceSecret(join(dir, user.name, 'redis-url'), redisUrlFor(user, redisUrl));
    }
  }
  return {
    callersFile,
    tokenFile,
    token: (name) => readFileSync(tokenFile(name), 'utf8').trim(),
    redisUsers,
    redisUser(name) {
      const found = users.find((user) => user.name === name);
      if (!found) throw new Error(`${name} has no user of Redis`);
      return found;
    },
  };
}

function writeCallers(
  { dir, rotate = [], retire = [] }: SecretsOptions,
  names: readonly string[],
  tokenFile: (name: string) => string,
): string {
  const strange = [...rotate, ...retire].filter((name) => !names.includes(name));
  if (strange.length > 0) throw new Error(`${strange.join(', ')}: no such caller; there are ${names.join(', ')}`);
  const file = join(dir, 'callers.json');
  const before = existsSync(file) ? parseCallers(readFileSync(file, 'utf8')) : undefined;
  const fresh = new Map(rotate.map((name) => [name, newCallerToken(name)]));
  const hashes = names.map((name) => {
    const current = hashOf(fresh.get(name) ?? keepSecret(tokenFile(name), () => newCallerToken(name)));
    const others = (before?.get(name)?.hashes ?? [])
      .map((hash) => hash.toString('hex'))
      .filter((hash) => hash !== current);
    return [name, retire.includes(name) ? [current] : [current, ...others].slice(0, 2)];
  });
  const text = JSON.stringify(Object.fromEntries(hashes), undefined, 2);
  // Known first, then shown: a crash in between leaves the token before, which is good.
  for (const name of ASKED) replaceSecret(join(dir, name, 'callers.json'), text, READABLE);
  replaceSecret(file, text, READABLE);
  for (const [name, token] of fresh) replaceSecret(tokenFile(name), token);
  return file;
}

function hashOf(token: string): string {
  return hashOfToken(token).toString('hex');
}
