import { runService } from '../run-service';

// A process for the test of runService: a timer stands for the sockets of a real service.
runService('small', async (log) => {
  if (process.argv[2] === 'bad') throw new Error('PORT is not a number');
  const timer = setInterval(() => undefined, 1000);
  return {
    url: 'http://127.0.0.1:0',
    async close() {
      clearInterval(timer);
      log.info('closed everything');
    },
  };
});
