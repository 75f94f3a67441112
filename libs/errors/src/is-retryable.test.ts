import { ConflictError } from './conflict-error';
import { ServiceUnavailableError } from './service-unavailable-error';

import { isRetryable } from './is-retryable';

const coded = (code: string, cause?: unknown) => Object.assign(new Error('x', { cause }), { code });

test.each([
  ['our own that says so', new ServiceUnavailableError('away'), true],
  ['our own that does not', new ConflictError('taken'), false],
  ['our own that does not, whatever lies below', new ConflictError('taken', [], { cause: coded('ECONNRESET') }), false],
  ['a refused connection', coded('ECONNREFUSED'), true],
  ['a connection refused below', new Error('y', { cause: coded('EAI_AGAIN') }), true],
  ['a deadlock', coded('40P01'), true],
  ['a database that shuts down', coded('57P01'), true],
  ['a connection exception of SQL', coded('08006'), true],
  ['a connection that pg lost', new Error('Connection terminated unexpectedly'), true],
  ['a pool without a free connection', new Error('timeout exceeded when trying to connect'), true],
  ['a broken constraint', coded('23505'), false],
  ['a missing file', coded('ENOENT'), false],
  ['a slip of ours', new TypeError('undefined is not a function'), false],
  ['something that is no error', 'ECONNREFUSED', false],
  ['nothing', undefined, false],
])('%s', (_what, thrown, expected) => {
  expect(isRetryable(thrown)).toBe(expected);
});

test('a chain that bites its tail ends', () => {
  const loop = new Error('x');
  loop.cause = loop;
  expect(isRetryable(loop)).toBe(false);
});
