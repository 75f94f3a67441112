import { createServer } from 'node:http';
import { Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { Pool } from 'pg';

/** Does what bare-server.ts promised: the disk's row and the job's in one transaction. */
const { DATABASE_URL, REDIS_URL = '', PORT } = process.env;
const pool = new Pool({ connectionString: DATABASE_URL, max: 10 });

new Worker<{ jobUuid: string }>(
  'bench-bare',
  async ({ data: { jobUuid } }) => {
    const client = await pool.connect();
    try {
      await client.query('begin');
      await client.query(
        `update bench_bare.disks set size = jobs.size, target_size = null
           from bench_bare.jobs where jobs.uuid = $1 and disks.uuid = jobs.disk_uuid`,
        [jobUuid],
      );
      await client.query('update bench_bare.jobs set finished_at = now() where uuid = $1', [jobUuid]);
      await client.query('commit');
    } finally {
      client.release();
    }
  },
  { connection: new Redis(REDIS_URL, { maxRetriesPerRequest: null }), concurrency: 8 },
);

// Only to tell that it runs.
createServer((_req, res) => res.end('{}')).listen(Number(PORT), '127.0.0.1');
process.once('SIGTERM', () => process.exit(0));
