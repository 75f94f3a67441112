import { MachinePackage } from '@triton/schemas/package';
import { endpoint } from '../endpoint';
import { toMachinePackage } from '../packages/to-machine-package';

export const getPackage = endpoint({
  name: 'GetPackage',
  method: 'get',
  path: '/:login/packages/:package',
  description: 'A package by uuid, or by name the highest version of it.',
  output: MachinePackage,
  status: 200,
  errors: ['ResourceNotFound'],
  async handle({ papi }, { caller, params }) {
    return toMachinePackage(await papi.getPackage(params.package, { ownerUuid: caller.account.id }));
  },
});
