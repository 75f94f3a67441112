import { createHash } from 'node:crypto';
import { computeNode, vmWorkflows } from './queue-names';
import { queueCommands } from './queue-commands';

/** Who may do what in Redis: one process's user, and the queues that are its business. */
export interface RedisUser {
  name: string;
  password: string;
  /** Names of queues, or all that begin alike (`cn-*`). */
  queues: readonly string[];
}

/** What may stand in rules of Redis without meaning something there. */
const PLAIN = /^[a-zA-Z0-9._-]+$/;
const QUEUE = /^[a-zA-Z0-9._-]+\*?$/;

/** The agent of one compute node: its own queue and nothing else. */
export function agentUser(serverUuid: string, password: string): RedisUser {
  return { name: `agent-${serverUuid}`, password, queues: [computeNode(serverUuid)] };
}

/** CNAPI gives work to every node, and wakes VMAPI's workflows. */
export function cnapiUser(password: string): RedisUser {
  return { name: 'cnapi', password, queues: [computeNode('*'), vmWorkflows] };
}

/** VMAPI and its runners: the workflows. No node takes anything from them. */
export function vmapiUser(password: string): RedisUser {
  return { name: 'vmapi', password, queues: [vmWorkflows] };
}

/**
 * The user as Redis (6.2 or newer) takes it: as a line of `redis.conf` or of an `aclfile`, and without the first word as
 * the arguments of `ACL SETUSER`. It holds a hash of the password. Redis holds scripts to the same rules, so `EVAL` reaches
 * no other queue either.
 *
 * @param prefix `QUEUE_PREFIX` of the deployment
 */
export function redisUserLine({ name, password, queues }: RedisUser, prefix: string): string {
  if (!PLAIN.test(name) || !PLAIN.test(prefix) || !queues.every((queue) => QUEUE.test(queue))) {
    throw new Error(`user ${name}, prefix ${prefix} and queues ${queues.join(', ')} must be plain names`);
  }
  const keys = queues.map((queue) => `~${prefix}:${queue}:*`);
  const commands = queueCommands.map((command) => `+${command}`);
  return ['user', name, 'reset', 'on', `#${hashOf(password)}`, ...keys, 'resetchannels', '-@all', ...commands].join(
    ' ',
  );
}

/** Somebody who may do everything, as a line like those of `redisUserLine`. */
export function redisOperatorLine({ name, password }: Pick<RedisUser, 'name' | 'password'>): string {
  if (!PLAIN.test(name)) throw new Error(`user ${name} must be a plain name`);
  return `user ${name} reset on #${hashOf(password)} ~* &* +@all`;
}

/** Who has not said who he is may ask whether the server is there. */
export const redisHealthLine = 'user default reset on nopass resetchannels -@all +ping';

function hashOf(password: string): string {
  return createHash('sha256').update(password).digest('hex');
}

/** The address of the server for that user. */
export function redisUrlFor({ name, password }: Pick<RedisUser, 'name' | 'password'>, serverUrl: string): string {
  const url = new URL(serverUrl);
  url.username = name;
  url.password = password;
  return url.href;
}
