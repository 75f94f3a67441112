import { Type } from '@sinclair/typebox';
import { MachinePackage } from '@triton/schemas/package';
import { endpoint } from '../endpoint';
import { listReply } from '../list-reply';
import { Page } from '../page';
import { toMachinePackage } from '../packages/to-machine-package';

const Text = Type.Optional(Type.String({ minLength: 1, maxLength: 256 }));
const Amount = Type.Optional(Type.Integer({ minimum: 0 }));

const PackageFilter = Type.Object({
  name: Text,
  version: Text,
  group: Text,
  brand: Text,
  memory: Amount,
  disk: Amount,
  swap: Amount,
  lwps: Amount,
  vcpus: Amount,
  flexible_disk: Type.Optional(Type.Boolean()),
  ...Page,
});

export const listPackages = endpoint({
  name: 'ListPackages',
  method: 'get',
  path: '/:login/packages',
  description: 'The packages the account may use. In filters by text `*` stands for anything.',
  query: PackageFilter,
  output: Type.Array(MachinePackage),
  status: 200,
  headers: ['x-resource-count', 'x-query-limit'],
  errors: ['InvalidArgument'],
  async handle({ papi }, { caller, query }) {
    const { memory, disk, swap, lwps, ...rest } = query;
    const { packages } = await papi.listPackages({
      ...rest,
      max_physical_memory: memory,
      quota: disk,
      max_swap: swap,
      max_lwps: lwps,
      active: true,
      owner_uuids: caller.account.id,
    });
    return listReply(packages.map(toMachinePackage), { 'x-query-limit': String(query.limit) });
  },
});
