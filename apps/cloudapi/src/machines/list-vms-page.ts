import type { VmapiClient } from '@triton/clients/vmapi-client';
import type { Query } from '@triton/clients/wire-query';
import type { Vm } from '@triton/schemas/vm';

const VMAPI_PAGE = 1000;

interface PageRequest {
  filter: Query;
  limit: number;
  offset: number;
  /** What VMAPI has no filter for. */
  test?: ((vm: Vm) => boolean) | undefined;
}

/** One page of VMs. With a `test` the page is one of those that pass, so all VMs of the filter are looked at. */
export async function listVmsPage(
  vmapi: Pick<VmapiClient, 'listVms'>,
  { filter, limit, offset, test }: PageRequest,
): Promise<Vm[]> {
  if (!test) return (await vmapi.listVms({ ...filter, limit, offset })).vms;
  const passed: Vm[] = [];
  for (let from = 0; passed.length < offset + limit; from += VMAPI_PAGE) {
    const { vms } = await vmapi.listVms({ ...filter, limit: VMAPI_PAGE, offset: from });
    passed.push(...vms.filter(test));
    if (vms.length < VMAPI_PAGE) break;
  }
  return passed.slice(offset, offset + limit);
}
