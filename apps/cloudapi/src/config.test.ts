import { readConfig } from './config';

const env = { DATABASE_URL: 'postgres://u@db/d', VMAPI_URL: 'http://vmapi', PAPI_URL: 'http://papi' };

test('what need not be said has a default, and metrics are off', () => {
  expect(readConfig(env)).toEqual({
    host: '127.0.0.1',
    port: 8081,
    metricsPort: undefined,
    databaseUrl: 'postgres://u@db/d',
    vmapiUrl: 'http://vmapi',
    papiUrl: 'http://papi',
    datacenterName: 'dev',
    throttle: { perSecond: { read: 5000, change: 500 }, burstSeconds: 10 },
    logLevel: 'info',
    neighbours: {},
  });
});

test('every fault is named at once', () => {
  expect(() => readConfig({ ...env, PORT: '70000', VMAPI_URL: 'vmapi', PAPI_URL: '' })).toThrow(
    /PORT.*VMAPI_URL|VMAPI_URL.*PORT/,
  );
});
