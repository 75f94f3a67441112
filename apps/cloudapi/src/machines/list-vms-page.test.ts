import type { Query } from '@triton/clients/wire-query';
import type { Vm } from '@triton/schemas/vm';
import fc from 'fast-check';
import { listVmsPage } from './list-vms-page';

/** VMAPI with so many VMs, of which every third passes the test. */
function vmapiWith(count: number) {
  const all = Array.from({ length: count }, (_none, i) => ({ alias: String(i) }) as Vm);
  return {
    all,
    async listVms({ limit = 1000, offset = 0 }: Query = {}) {
      return { vms: all.slice(Number(offset), Number(offset) + Math.min(Number(limit), 1000)), total: count };
    },
  };
}

const third = ({ alias }: Vm) => Number(alias) % 3 === 0;

test('a page of the VMs that pass is what paging through all of them by hand would give', async () => {
  const cases = fc.tuple(fc.nat(3500), fc.integer({ min: 1, max: 1000 }), fc.nat(1500), fc.boolean());
  await fc.assert(
    fc.asyncProperty(cases, async ([count, limit, offset, tested]) => {
      const vmapi = vmapiWith(count);
      const page = await listVmsPage(vmapi, { filter: {}, limit, offset, test: tested ? third : undefined });
      const expected = tested ? vmapi.all.filter(third) : vmapi.all;
      expect(page).toEqual(expected.slice(offset, offset + limit));
    }),
    { numRuns: 200 },
  );
});
