import { Type } from '@sinclair/typebox';
import { listNetworks as listNetworksFor } from '@triton/catalog/list-networks';
import { Network } from '@triton/schemas/network';
import { endpoint } from '../endpoint';
import { PageQuery, pageReply } from '../page';

export const listNetworks = endpoint({
  name: 'ListNetworks',
  method: 'get',
  path: '/:login/networks',
  description: 'The networks the account may use, public ones first.',
  query: PageQuery,
  output: Type.Array(Network),
  status: 200,
  headers: ['x-resource-count', 'x-query-limit'],
  errors: ['InvalidArgument'],
  async handle({ db }, { caller, query }) {
    return pageReply(await listNetworksFor(db, caller.account.id), query);
  },
});
