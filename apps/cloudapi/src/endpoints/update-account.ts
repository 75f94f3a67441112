import { getAccount } from '@triton/catalog/get-account';
import { updateAccount as updateIn } from '@triton/catalog/update-account';
import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import { Account, UpdateAccountInput } from '@triton/schemas/account';
import { toAccount } from '../account/to-account';
import { CATALOG_CHANGE_ERRORS } from '../catalog-change-errors';
import { endpoint } from '../endpoint';
import { demandMatch, versionedReply } from '../etag';

export const updateAccount = endpoint({
  name: 'UpdateAccount',
  method: 'post',
  path: '/:login',
  description: 'Changes what the account says of itself. An empty text removes a field that need not be there.',
  input: UpdateAccountInput,
  output: Account,
  status: 200,
  headers: ['ETag'],
  errors: CATALOG_CHANGE_ERRORS,
  async handle({ db }, { caller, headers, input }) {
    const account = await getAccount(db, caller.account.id);
    if (!account) throw new ResourceNotFoundError('there is no such account');
    demandMatch(headers, toAccount(account));
    return versionedReply(toAccount(await updateIn(db, account.id, input)));
  },
});
