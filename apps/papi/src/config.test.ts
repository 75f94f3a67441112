import { readConfig } from './config';

test('what is not set has its default', () => {
  expect(readConfig({ PORT: '0', DATABASE_URL: 'postgres://db/triton' })).toEqual({
    host: '127.0.0.1',
    port: 0,
    databaseUrl: 'postgres://db/triton',
    ignoreCpuCap: false,
    callers: { trustLoopback: false },
  });
});

test('every fault is named at once', () => {
  expect(() => readConfig({ PORT: '70000', IGNORE_CPU_CAP: 'perhaps' })).toThrow(
    /(?=.*PORT)(?=.*DATABASE_URL)(?=.*IGNORE_CPU_CAP)/,
  );
});
