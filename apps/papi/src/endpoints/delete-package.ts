import { Type } from '@sinclair/typebox';
import { BadMethodError } from '@triton/errors/bad-method-error';
import { endpoint } from '../endpoint';
import { packageNotFound } from '../package-not-found';
import { Force } from '../package-switches';
import { packageUuidOf } from '../package-uuid-of';

export const deletePackage = endpoint({
  name: 'DeletePackage',
  method: 'delete',
  path: '/packages/:uuid',
  description: 'Refused without force: VMs and bills refer to packages for ever. Make it inactive instead.',
  query: Type.Object({ force: Force }),
  input: Type.Object({ force: Force }, { additionalProperties: false }),
  status: 204,
  errors: ['ResourceNotFound', 'BadMethod'],
  async handle({ packages }, { params, query, input }) {
    const uuid = packageUuidOf(params);
    if (!(await packages.get(uuid))) throw packageNotFound(uuid);
    if (!(input.force ?? query.force)) throw new BadMethodError('Packages cannot be deleted');
    if (!(await packages.delete(uuid))) throw packageNotFound(uuid);
  },
});
