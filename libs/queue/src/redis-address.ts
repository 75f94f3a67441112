import { readFileSync } from 'node:fs';
import type { ConnectionOptions } from 'node:tls';

export interface RedisAddress {
  url: string;
  /** With `rediss://` only. */
  tls?: Pick<ConnectionOptions, 'ca' | 'cert' | 'key'>;
}

/** What `DATABASE_URL` calls them, too: files of the authority, and of the certificate to show with its key. */
const FILES = { sslrootcert: 'ca', sslcert: 'cert', sslkey: 'key' } as const;

/**
 * The parts of `REDIS_URL`. `rediss://` is TLS, and the server's certificate is verified: by `?sslrootcert=FILE`, or else
 * by the authorities that Node trusts. `&sslcert=FILE&sslkey=FILE` is for servers that want to see one of ours.
 * @throws Error when a file cannot be read, or one is named for a connection without TLS
 */
export function redisAddress(redisUrl: string): RedisAddress {
  const url = new URL(redisUrl);
  const tls: RedisAddress['tls'] = {};
  for (const [parameter, part] of Object.entries(FILES)) {
    const file = url.searchParams.get(parameter);
    url.searchParams.delete(parameter);
    if (file === null) continue;
    if (url.protocol !== 'rediss:') throw new Error(`${parameter} of REDIS_URL is for rediss:// only`);
    tls[part] = readFileSync(file);
  }
  return url.protocol === 'rediss:' ? { url: url.href, tls } : { url: redisUrl };
}
