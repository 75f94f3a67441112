import fc from 'fast-check';
import type { Endpoint } from './endpoint';
import { routeTable } from './route-table';

const paths = [
  '/vms',
  '/vms/:uuid',
  '/vms/statuses',
  '/jobs',
  '/:login',
  '/:login/keys',
  '/vms/:uuid/jobs',
  '/:login/:what',
];

const at = (path: string, index: number): Endpoint<unknown> => ({
  name: `Endpoint${index}`,
  method: 'get',
  path,
  status: 200,
  errors: [],
  handle: () => undefined,
});

test('fixed segments come before parameters, in whatever order the endpoints are listed', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(paths, { minLength: paths.length }), (shuffled) => {
      const sorted = routeTable(shuffled.map(at)).map(({ path }) => path);
      const before = (one: string, other: string): void =>
        expect(sorted.indexOf(one)).toBeLessThan(sorted.indexOf(other));
      before('/vms/statuses', '/vms/:uuid');
      before('/vms', '/:login');
      before('/vms/:uuid', '/:login/keys');
      before('/:login/keys', '/:login/:what');
    }),
  );
});
