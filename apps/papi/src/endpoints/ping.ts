import { sql } from '@triton/database/kysely';
import { coerceError } from '@triton/errors/coerce-error';
import { reply } from '@triton/http-server/reply';
import { endpoint } from '../endpoint';

export const ping = endpoint({
  name: 'Ping',
  method: 'get',
  path: '/ping',
  description: '200 when packages can be read, else 503.',
  status: 200,
  otherStatuses: { 503: 'The database cannot be reached.' },
  errors: [],
  public: true,
  async handle({ database }) {
    try {
      await sql`select 1`.execute(database.db);
      return { pid: process.pid, backend: 'up' };
    } catch (err) {
      const body = { pid: process.pid, backend: 'down', backend_error: coerceError(err).message };
      return reply(body, { status: 503, headers: { 'Retry-After': '5' } });
    }
  },
});
