import { loadReport } from './load-report';

test('rates are per second of measured time, costs per operation, and the load itself is no cost', () => {
  const report = loadReport({
    seconds: 2,
    inFlight: 4,
    operations: 100,
    failures: 0,
    reasons: [],
    acceptMs: [1, 2, 3],
    completionMs: [10, 20, 30],
    usage: {
      cpuMs: { vmapi: 300, postgres: 200, load: 100 },
      redisCommands: 4200,
      redisScripts: 500,
      transactions: 900,
    },
  });
  expect(report).toMatchObject({
    opsPerSecond: 50,
    cpuMsPerOperation: { vmapi: 3, postgres: 2, load: 1 },
    cpuMsPerOperationInAll: 5,
    redisCommandsPerOperation: 42,
    redisScriptsPerOperation: 5,
    transactionsPerOperation: 9,
    accept: { median: 2 },
    completion: { max: 30 },
  });
});
