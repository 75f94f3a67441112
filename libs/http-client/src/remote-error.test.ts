import { RemoteError } from './remote-error';

test.each([
  [503, 'ServiceUnavailable', true],
  [429, 'RequestThrottled', true],
  [409, 'ServerNotRunning', true],
  [409, 'InvalidArgument', false],
  [409, 'InsufficientSpace', false],
  [404, 'ResourceNotFound', false],
  [500, 'InternalError', false],
])('whether %i %s may pass by itself: %s', (status, code, retryable) => {
  expect(new RemoteError({ remote: 'cnapi', status, code, message: 'no' }).retryable).toBe(retryable);
});
