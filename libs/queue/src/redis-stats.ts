import { openConnection, producing } from './open-connection';

export interface RedisStats {
  version: string;
  appendOnly: boolean;
  /** Commands since the server began, those that scripts call included. */
  commands: number;
  /** Scripts run since the server began. */
  scripts: number;
}

/** What a Redis server says of itself: for measurements. */
export async function readRedisStats(redisUrl: string): Promise<RedisStats> {
  const connection = openConnection(redisUrl, producing);
  try {
    const info = `${await connection.redis.info()}\r\n${await connection.redis.info('commandstats')}`;
    const field = (name: string): string => new RegExp(`^${name}:(.*)`, 'm').exec(info)?.[1]?.trim() ?? '';
    const calls = [...info.matchAll(/^cmdstat_([^:]+):calls=(\d+)/gm)].map(([, name, count]) => ({
      name: name ?? '',
      count: Number(count),
    }));
    const total = (of: typeof calls): number => of.reduce((sum, { count }) => sum + count, 0);
    return {
      version: field('redis_version'),
      appendOnly: field('aof_enabled') === '1',
      commands: total(calls),
      scripts: total(calls.filter(({ name }) => /^(eval|fcall)/.test(name))),
    };
  } finally {
    connection.disconnect();
  }
}
