import { PreconditionFailedError } from '@triton/errors/precondition-failed-error';
import { endpointFor, type EndpointRequest, type HttpMethod } from './endpoint';
import { withPreconditions } from './with-preconditions';

const endpoint = endpointFor<object>();

function handleOf(method: HttpMethod, errors: string[] = []) {
  const [made] = withPreconditions([
    endpoint({ name: 'DoIt', method, path: '/it', status: 200, errors, handle: () => 'done' }),
  ]);
  const ask = (headers: Record<string, string>) =>
    made?.handle({}, { headers } as unknown as EndpointRequest<Record<string, string>>);
  return { ask, errors: made?.errors };
}

test('a change of what has no version happens under no ETag', () => {
  const { ask, errors } = handleOf('post', ['ConflictError']);
  expect(errors).toEqual(['ConflictError', 'PreconditionFailed']);
  expect(() => ask({ 'if-match': '"1"' })).toThrow(PreconditionFailedError);
  expect(() => ask({ 'if-match': '"1", "2"' })).toThrow('DoIt changes nothing that has an ETag');
  expect([ask({}), ask({ 'if-match': '*' })]).toEqual(['done', 'done']);
});

test('an endpoint that compares versions itself is left alone, and so is one that changes nothing', () => {
  expect(handleOf('put', ['PreconditionFailed']).ask({ 'if-match': '"1"' })).toBe('done');
  expect(handleOf('get').errors).toEqual([]);
  expect(handleOf('get').ask({ 'if-match': '"1"' })).toBe('done');
});
