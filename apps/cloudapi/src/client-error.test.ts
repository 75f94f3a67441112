import { RemoteError } from '@triton/http-client/remote-error';
import { clientError } from './client-error';

const remote = (status: number, code: string) =>
  new RemoteError({
    remote: 'vmapi',
    status,
    code,
    message: `${code} of 10.0.0.7`,
    errors: [{ field: 'size', code: 'Invalid', message: 'no' }],
    facts: { free_space: 5 },
  });

test.each([
  [404, 'ResourceNotFound'],
  [409, 'InsufficientSpace'],
  [409, 'ValidationFailed'],
  [410, 'InstanceDeleted'],
  [412, 'PreconditionFailed'],
  [429, 'RequestThrottled'],
])('a neighbour’s %i %s is the client’s to know, as it is', (status, code) => {
  const error = remote(status, code);
  expect(clientError(error)).toBe(error);
});

test.each([
  [400, 'InvalidVersion', 500, 'InternalError'],
  [401, 'InvalidCredentials', 500, 'InternalError'],
  [405, 'BadMethod', 500, 'InternalError'],
  [500, 'InternalError', 500, 'InternalError'],
  [502, 'RemoteError', 503, 'ServiceUnavailable'],
  [503, 'RemoteUnavailable', 503, 'ServiceUnavailable'],
])('a neighbour’s %i %s becomes %i %s and keeps its text to itself', (status, code, toldStatus, toldCode) => {
  const told = clientError(remote(status, code));
  expect(told).toMatchObject({ status: toldStatus, code: toldCode });
  expect(JSON.stringify((told as RemoteError).toBody())).not.toMatch(/10\.0\.0\.7|free_space/);
});

test('VmNotStopped is told in the words of shipped CloudAPI', () => {
  expect((clientError(remote(409, 'VmNotStopped')) as RemoteError).toBody()).toEqual({
    code: 'InvalidArgument',
    message: 'VM must be stopped',
  });
});

test('a fault of the alias is told as one of the name, with everything else as it was', () => {
  const alias = { field: 'alias', code: 'Duplicate', message: 'Already exists' };
  const other = { field: 'ram', code: 'Invalid', message: 'too much' };
  const facts = { remote: 'vmapi', status: 409, code: 'ValidationFailed', message: 'Invalid VM parameters' };
  const told = clientError(new RemoteError({ ...facts, errors: [alias, other], facts: { hint: 1 } })) as RemoteError;
  expect([told.status, told.toBody()]).toEqual([
    409,
    {
      code: 'ValidationFailed',
      message: 'Invalid VM parameters: Invalid machine name',
      errors: [{ ...alias, field: 'name' }, other],
      hint: 1,
    },
  ]);
});

test('what is no neighbour’s stays what it is', () => {
  const error = new TypeError('x is not a function');
  expect(clientError(error)).toBe(error);
});
