import { Type } from '@sinclair/typebox';
import { getNetwork as getNetworkFor } from '@triton/catalog/get-network';
import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import { Network } from '@triton/schemas/network';
import { Uuid } from '@triton/schemas/uuid';
import { endpoint } from '../endpoint';

export const getNetwork = endpoint({
  name: 'GetNetwork',
  method: 'get',
  path: '/:login/networks/:id',
  description: 'A network that the account may use.',
  params: Type.Object({ id: Uuid }),
  output: Network,
  status: 200,
  errors: ['ResourceNotFound', 'InvalidArgument'],
  async handle({ db }, { caller, params }) {
    const network = await getNetworkFor(db, params.id.toLowerCase(), { accountUuid: caller.account.id });
    if (!network) throw new ResourceNotFoundError('network not found');
    return network;
  },
});
