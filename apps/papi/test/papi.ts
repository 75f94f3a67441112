import { createTestDatabase } from '@triton/database/testing/test-database';
import { createLogger } from '@triton/logging/create-logger';
import { startService } from '../src/service';

export interface Answer {
  status: number;
  headers: Headers;
  /** Parsed; `{}` when empty. */
  body: Record<string, unknown>;
  list: Record<string, unknown>[];
}

export interface TestPapi {
  url: string;
  /** `body` is sent as JSON, a string as it is. */
  request(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  close(): Promise<void>;
}

interface Options {
  ignoreCpuCap?: boolean;
  /** Where PAPI finds its database, of which the address is given. */
  through?(databaseUrl: string): Promise<string>;
}

/** PAPI as it is deployed, on a database and a port of its own. */
export async function startPapi({ ignoreCpuCap = false, through }: Options = {}): Promise<TestPapi> {
  const database = await createTestDatabase();
  const databaseUrl = through ? await through(database.url) : database.url;
  const config = { host: '127.0.0.1', port: 0, databaseUrl, ignoreCpuCap };
  const service = await startService(config, createLogger('papi', { level: 'fatal' }));
  return {
    url: service.url,
    async request(method, path, body, headers = {}) {
      const sent = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
      const response = await fetch(`${service.url}${path}`, {
        method,
        headers: { ...(sent === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
        ...(sent === undefined ? {} : { body: sent }),
      });
      const text = await response.text();
      const parsed: unknown = text === '' ? {} : JSON.parse(text);
      const list = Array.isArray(parsed) ? (parsed as Answer['list']) : [];
      return { status: response.status, headers: response.headers, body: parsed as Answer['body'], list };
    },
    async close() {
      await service.close();
      await database.drop();
    },
  };
}
