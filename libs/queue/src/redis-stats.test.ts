import { createLogger } from '@triton/logging/create-logger';
import { openQueue } from './open-queue';
import { readRedisStats } from './redis-stats';

test('work that is put into a queue shows in the counts of commands and scripts', async () => {
  const redisUrl = process.env.REDIS_URL as string;
  const log = createLogger('test', { level: 'fatal' });
  const queue = openQueue({ redisUrl, prefix: `stats-${process.pid}`, name: 'work', log });
  const before = await readRedisStats(redisUrl);
  await queue.add('one', {});
  const after = await readRedisStats(redisUrl);
  await queue.close();
  expect(after.version).toMatch(/^\d+\.\d+/);
  expect(after.commands - before.commands).toBeGreaterThan(1);
  expect(after.scripts - before.scripts).toBeGreaterThanOrEqual(1);
});
