import { errorChain } from './error-chain';

test('the chain lists an error and every cause below it', () => {
  const root = Object.assign(new Error('connection refused'), { code: 'ECONNREFUSED' });
  const chain = errorChain(new Error('could not reach cnapi', { cause: root }));
  expect(chain.map(({ message, code }) => [message, code])).toEqual([
    ['could not reach cnapi', undefined],
    ['connection refused', 'ECONNREFUSED'],
  ]);
});

test('a thrown string is an error too', () => {
  expect(errorChain('boom')[0]?.message).toBe('boom');
});

test('an error that is its own cause ends the chain all the same', () => {
  const error = new Error('loop');
  error.cause = error;
  expect(errorChain(error)).toHaveLength(10);
});
