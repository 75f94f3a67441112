/**
 * All that BullMQ calls: by itself and inside its scripts, which run with the rights of whoever runs them. Nothing of it
 * acts on more than the keys it names, but for `info` and `ping`, which change nothing.
 */
export const queueCommands: readonly string[] = [
  // connections
  ...['auth', 'hello', 'ping', 'quit', 'select', 'info', 'client|setname'],
  // scripts: to run them, not to list, end or forget them
  ...['eval', 'evalsha', 'multi', 'exec'],
  // keys
  ...['del', 'exists', 'persist', 'pexpire', 'pexpireat', 'pttl', 'rename', 'time', 'type', 'unlink'],
  ...['get', 'set', 'incr', 'incrby'],
  ...['hdel', 'hexists', 'hget', 'hgetall', 'hincrby', 'hlen', 'hmget', 'hmset', 'hset'],
  ...['lindex', 'llen', 'lpop', 'lpos', 'lpush', 'lrange', 'lrem', 'lset', 'ltrim', 'rpop', 'rpoplpush', 'rpush'],
  ...['sadd', 'scard', 'sismember', 'smembers', 'srem'],
  ...['xadd', 'xdel', 'xlen', 'xrange', 'xread', 'xtrim'],
  ...['bzpopmin', 'zadd', 'zcard', 'zcount', 'zlexcount', 'zpopmin', 'zrange', 'zrangebylex', 'zrangebyscore', 'zrem'],
  ...['zremrangebyrank', 'zremrangebyscore', 'zrevrange', 'zrevrangebyscore', 'zscore'],
];
