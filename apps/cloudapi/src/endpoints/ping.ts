import { sql } from '@triton/database/kysely';
import { reply } from '@triton/http-server/reply';
import { API_VERSIONS } from '../api-versions';
import { endpoint } from '../endpoint';

/** Answers without credentials, and 200 only when requests can be served, which takes the database. */
export const ping = endpoint({
  name: 'Ping',
  method: 'get',
  path: '/--ping',
  description: 'Is the service there, and which API versions does it offer?',
  public: true,
  status: 200,
  headers: ['Triton-Datacenter-Name'],
  errors: ['ServiceUnavailable'],
  async handle({ db, datacenterName }) {
    await sql`SELECT 1`.execute(db);
    return reply(
      { ping: 'pong', cloudapi: { versions: API_VERSIONS } },
      { headers: { 'Triton-Datacenter-Name': datacenterName } },
    );
  },
});
