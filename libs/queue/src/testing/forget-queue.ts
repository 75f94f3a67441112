import { Queue } from 'bullmq';
import { openConnection, producing } from '../open-connection';

interface QueueName {
  redisUrl: string;
  prefix: string;
  name: string;
}

/** Redis loses a queue and everything in it, as after FLUSHALL. */
export async function forgetQueue({ redisUrl, prefix, name }: QueueName): Promise<void> {
  const connection = openConnection(redisUrl, producing);
  const queue = new Queue(name, { connection: connection.redis, prefix });
  await queue.obliterate({ force: true });
  await queue.close();
  connection.disconnect();
}
