import { randomBytes } from 'node:crypto';

import { Client, escapeIdentifier } from 'pg';

export interface TestDatabase {
  url: string;
  /** Removes it, whoever is still connected. */
  drop(): Promise<void>;
}

/** An empty database for this caller alone, on the server that `DATABASE_URL` names (Jest's global set-up starts one). */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = process.env.DATABASE_URL;
  if (!server) throw new Error('DATABASE_URL does not name a PostgreSQL server');
  const name = `test_${randomBytes(8).toString('hex')}`;
  await onServer(server, `create database ${escapeIdentifier(name)}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: () => onServer(server, `drop database if exists ${escapeIdentifier(name)} with (force)`),
  };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
