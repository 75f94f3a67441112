module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/{apps,libs,tools}/**/*.test.ts'],
  passWithNoTests: true,
  // One PostgreSQL and one Redis for the run, unless DATABASE_URL and REDIS_URL name some.
  globalSetup: '<rootDir>/tools/jest/start-stores.ts',
  globalTeardown: '<rootDir>/tools/jest/stop-stores.ts',
  maxWorkers: 2,
  workerIdleMemoryLimit: '512MB',
  testTimeout: 60_000,
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
    ],
  },
};
