import { sql } from '@triton/database/kysely';
import { reply } from '@triton/http-server/reply';
import { endpoint } from '../endpoint';

export const ping = endpoint({
  name: 'Ping',
  method: 'get',
  path: '/ping',
  description:
    '200 when requests can be served, which takes the database. Without the queue they still can: the sweeper ' +
    'brings jobs.',
  status: 200,
  errors: [],
  public: true,
  async handle({ db, log }) {
    try {
      await sql`SELECT 1`.execute(db);
      return { ping: 'pong', status: 'OK', healthy: true, pid: process.pid };
    } catch (err) {
      log.warn({ err }, 'the database does not answer');
      const body = { ping: 'pong', status: 'some services are not ready', healthy: false };
      return reply(body, { status: 503, headers: { 'Retry-After': '5' } });
    }
  },
});
