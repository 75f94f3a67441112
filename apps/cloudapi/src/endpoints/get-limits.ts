import { Type } from '@sinclair/typebox';
import { endpoint } from '../endpoint';
import { listReply } from '../list-reply';

/** Shipped clients ask for it. Nothing but the size of compute nodes limits an account here. */
export const getLimits = endpoint({
  name: 'GetLimits',
  method: 'get',
  path: '/:login/limits',
  description: 'The limits on what the account may provision: none.',
  output: Type.Array(Type.Unknown()),
  status: 200,
  headers: ['x-resource-count'],
  errors: [],
  handle: () => listReply([]),
});
