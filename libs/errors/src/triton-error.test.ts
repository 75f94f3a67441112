import { InsufficientSpaceError } from './insufficient-space-error';
import { InvalidArgumentError } from './invalid-argument-error';
import { ServiceUnavailableError } from './service-unavailable-error';

test('an error body has a code, a message and the faulty fields', () => {
  const fault = { field: 'size', code: 'Invalid', message: 'must be >= 1' };
  expect(new InvalidArgumentError('Invalid argument', [fault]).toBody()).toEqual({
    code: 'InvalidArgument',
    message: 'Invalid argument',
    errors: [fault],
  });
});

test('errors are left out of the body when no field is at fault', () => {
  expect(new InvalidArgumentError('VM must be stopped').toBody()).not.toHaveProperty('errors');
});

test('InsufficientSpace says what was requested, what is free and what can be allocated', () => {
  const error = new InsufficientSpaceError({ requestedMib: 200, freeSpaceMib: 150, allocatableMib: 100 });
  expect([error.status, error.toBody()]).toEqual([
    409,
    expect.objectContaining({ code: 'InsufficientSpace', requested: 200, free_space: 150, allocatable: 100 }),
  ]);
});

test('only what may pass by itself is retryable', () => {
  expect(new ServiceUnavailableError('the queue is away').retryable).toBe(true);
  expect(new InvalidArgumentError('no').retryable).toBe(false);
});
