import { readConfig, readRunnerConfig } from './config';

const env = {
  HOST: '0.0.0.0',
  DATABASE_URL: 'postgres://vmapi@postgres/triton',
  REDIS_URL: 'redis://redis',
  CNAPI_URL: 'http://cnapi',
  PAPI_URL: 'http://papi',
};

test('where others than this machine can call, the service must know who may, and the runner need not', () => {
  expect(() => readConfig(env)).toThrow('CALLERS_FILE is needed');
  expect(readConfig({ ...env, CALLERS_FILE: '/callers.json' }).callers).toMatchObject({ file: '/callers.json' });
  expect(readRunnerConfig(env)).toMatchObject({ host: '0.0.0.0' });
  expect(readRunnerConfig(env).callers).toBeUndefined();
});
