import { Type } from '@sinclair/typebox';
import { listNetworks as listNetworksFor } from '@triton/catalog/list-networks';
import { Network } from '@triton/schemas/network';
import { endpoint } from '../endpoint';
import { listReply } from '../list-reply';

export const listNetworks = endpoint({
  name: 'ListNetworks',
  method: 'get',
  path: '/:login/networks',
  description: 'The networks the account may use, public ones first.',
  output: Type.Array(Network),
  status: 200,
  headers: ['x-resource-count'],
  errors: [],
  async handle({ db }, { caller }) {
    return listReply(await listNetworksFor(db, caller.account.id));
  },
});
