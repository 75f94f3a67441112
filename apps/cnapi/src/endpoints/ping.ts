import { ServiceUnavailableError } from '@triton/errors/service-unavailable-error';
import { sql } from '@triton/database/kysely';
import { endpoint } from '../endpoint';

export const ping = endpoint({
  name: 'Ping',
  method: 'get',
  path: '/ping',
  description: 'Answers when CNAPI is of use, that is when its database is.',
  status: 200,
  errors: ['ServiceUnavailable'],
  public: true,
  async handle({ db }) {
    await sql`select 1`.execute(db).catch((cause: unknown) => {
      throw new ServiceUnavailableError('the database cannot be reached', 1, { cause });
    });
    return { ping: 'pong', status: 'OK' };
  },
});
