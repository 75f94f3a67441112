import { Type } from '@sinclair/typebox';
import { BadMethodError } from '@triton/errors/bad-method-error';
import { endpoint } from '../endpoint';
import { demandMatch } from '../package-etag';
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
  errors: ['ResourceNotFound', 'BadMethod', 'PreconditionFailed'],
  async handle({ packages }, { params, query, input, headers }) {
    const uuid = packageUuidOf(params);
    const found = await packages.get(uuid);
    if (!found) throw packageNotFound(uuid);
    if (!(input.force ?? query.force)) throw new BadMethodError('Packages cannot be deleted');
    demandMatch(headers['if-match'], found);
    if (!(await packages.delete(uuid))) throw packageNotFound(uuid);
  },
});
