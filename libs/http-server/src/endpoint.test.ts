import { Type } from '@sinclair/typebox';
import { describeEndpoints } from './describe-endpoints';
import { endpointFor } from './endpoint';

interface Context {
  now: string;
}
interface Caller {
  login: string;
}
const endpoint = endpointFor<Context, Caller>();

const grow = endpoint({
  name: 'GrowDisk',
  method: 'post',
  path: '/:login/machines/:id/disks/:disk_id',
  action: 'grow',
  query: Type.Object({ limit: Type.Integer({ default: 5 }) }),
  input: Type.Object({ size: Type.Integer(), force: Type.Optional(Type.Boolean()) }),
  status: 202,
  errors: ['ResourceNotFound'],
  handle({ now }, { params, query, input, caller }) {
    // This compiles only when everything is typed from the definition.
    const typed: [string, string, number, number, boolean | undefined, string] = [
      params.login,
      params.disk_id,
      query.limit,
      input.size,
      input.force,
      caller.login,
    ];
    // @ts-expect-error the path has no such parameter
    const none: unknown = params.disk;
    return [now, ...typed, none];
  },
});

const look = endpoint({
  name: 'Look',
  method: 'get',
  path: '/look',
  status: 200,
  errors: [],
  public: true,
  // @ts-expect-error a public endpoint may have no caller
  handle: (_context, { caller }) => caller.login,
});

test('a table is described as plain data, and an endpoint is public only when it says so', () => {
  const described = describeEndpoints([grow, look]);
  expect(described).toMatchObject([
    { name: 'GrowDisk', method: 'post', action: 'grow', status: 202, errors: ['ResourceNotFound'], public: false },
    { name: 'Look', method: 'get', path: '/look', public: true },
  ]);
  expect(described.every((facts) => !('handle' in facts))).toBe(true);
  expect(JSON.parse(JSON.stringify(described[0]))).toMatchObject({
    input: { properties: { size: { type: 'integer' } } },
  });
});
