import { Account } from '@triton/schemas/account';
import { toAccount } from '../account/to-account';
import { endpoint } from '../endpoint';
import { versionedReply } from '../etag';

export const getAccount = endpoint({
  name: 'GetAccount',
  method: 'get',
  path: '/:login',
  description: 'The account itself.',
  output: Account,
  status: 200,
  headers: ['ETag'],
  errors: [],
  handle: (_context, { caller }) => versionedReply(toAccount(caller.account)),
});
