import { randomUUID } from 'node:crypto';
import { Queue } from 'bullmq';
import express from 'express';
import { Redis } from 'ioredis';
import { Pool } from 'pg';

/**
 * The least that can promise a resize durably: one route, one transaction, one job on a queue. It checks nobody and
 * nothing; that is what our own stack is compared with.
 */
const { DATABASE_URL, REDIS_URL = '', PORT } = process.env;
const pool = new Pool({ connectionString: DATABASE_URL, max: 10 });
const queue = new Queue('bench-bare', { connection: new Redis(REDIS_URL, { maxRetriesPerRequest: null }) });
const app = express();
app.use(express.json());

app.get('/ping', (_req, res) => void res.json({ ping: 'pong' }));

app.post('/:login/machines/:machine/disks/:disk', async (req, res) => {
  const { size } = req.body as { size: number };
  const jobUuid = randomUUID();
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query('insert into bench_bare.jobs (uuid, disk_uuid, size) values ($1, $2, $3)', [
      ...[jobUuid, req.params.disk, size],
    ]);
    await client.query('update bench_bare.disks set target_size = $2 where uuid = $1', [req.params.disk, size]);
    await client.query('commit');
  } finally {
    client.release();
  }
  await queue.add('resize', { jobUuid }, { jobId: jobUuid, removeOnComplete: true });
  res.status(202).set('x-job-uuid', jobUuid).end();
});

app.listen(Number(PORT), '127.0.0.1');
process.once('SIGTERM', () => process.exit(0));
