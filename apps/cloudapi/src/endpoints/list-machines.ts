import { Type } from '@sinclair/typebox';
import { Machine } from '@triton/schemas/machine';
import type { Vm } from '@triton/schemas/vm';
import { endpoint } from '../endpoint';
import { listReply } from '../list-reply';
import { ListMachinesQuery } from '../machines/list-machines-query';
import { listVmsPage } from '../machines/list-vms-page';
import { tagFilter } from '../machines/tag-filter';
import { tombstoneFilter } from '../machines/tombstone-filter';
import { toMachine } from '../machines/to-machine';
import { vmFilter } from '../machines/vm-filter';

/** ListMachines; HEAD of it is CountMachines. Without `state`, deleted and failed machines are left out. */
export const listMachines = endpoint({
  name: 'ListMachines',
  method: 'get',
  path: '/:login/machines',
  description: 'One page of machines. HEAD answers the count alone (CountMachines).',
  query: ListMachinesQuery,
  output: Type.Array(Machine),
  status: 200,
  headers: ['x-resource-count', 'x-query-limit'],
  errors: ['InvalidArgument'],
  async handle({ vmapi, packageNames }, { caller, query, url }) {
    const filter = vmFilter(query);
    const { limit, offset, tombstone } = query;
    const tests = [tagFilter(url), tombstoneFilter(tombstone)].filter((test) => test !== undefined);
    const test = tests.length > 0 ? (vm: Vm) => tests.every((passes) => passes(vm)) : undefined;
    const page = { filter: { ...filter, owner_uuid: caller.account.id }, limit, offset, test };
    const own = filter ? await listVmsPage(vmapi, page) : [];
    const names = await packageNames.namesOf(own.map(({ billing_id }) => billing_id));
    const machines = own.map((vm) => toMachine(vm, names.get(vm.billing_id) ?? ''));
    return listReply(machines, { 'x-query-limit': String(limit) });
  },
});
