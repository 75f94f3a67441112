import { Account } from '@triton/schemas/account';
import { endpoint } from '../endpoint';

export const getAccount = endpoint({
  name: 'GetAccount',
  method: 'get',
  path: '/:login',
  description: 'The account itself.',
  output: Account,
  status: 200,
  errors: [],
  handle(_context, { caller }) {
    const { approved_for_provisioning: _approved, disabled: _disabled, ...account } = caller.account;
    return account;
  },
});
