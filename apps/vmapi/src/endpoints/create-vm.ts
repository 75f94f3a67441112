import { randomUUID } from 'node:crypto';
import { isUniqueViolation } from '@triton/database/is-unique-violation';
import { withRetries } from '@triton/database/with-retries';
import { ValidationFailedError } from '@triton/errors/validation-failed-error';
import { CreateVmInput } from '@triton/schemas/create-vm-input';
import { Accepted } from '@triton/schemas/job';
import { endpoint } from '../endpoint';
import { aliasTaken } from '../vms/alias-taken';
import { answerOnce } from '../vms/answer-once';
import { callerContext } from '../vms/caller-context';
import { idempotencyKey } from '../vms/idempotency-key';
import { imageForVm } from '../vms/image-for-vm';
import { layOutDisks } from '../vms/lay-out-disks';
import { packageForVm } from '../vms/package-for-vm';
import { promiseVm } from '../vms/promise-vm';

export const createVm = endpoint({
  name: 'CreateVm',
  method: 'post',
  path: '/vms',
  description:
    "RFD 154, CreateVM disks: takes the package's attributes, lays out the disks, chooses a compute node and promises the VM. The " +
    'record is there, state `provisioning`, when the answer goes out.',
  input: CreateVmInput,
  output: Accepted,
  status: 202,
  errors: ['ValidationFailed', 'InvalidArgument', 'NoAllocatableServers', 'ConflictError', 'ServiceUnavailable'],
  async handle(context, { input, reqId, headers }) {
    const pkg = await packageForVm(context, input.billing_id);
    const image = await imageForVm(context, input);
    const plan = {
      uuid: input.uuid?.toLowerCase() ?? randomUUID(),
      input,
      pkg,
      image,
      disks: layOutDisks(input, pkg, image),
      reqId,
      callerContext: callerContext(headers),
    };
    const repeatable = {
      idempotencyKey: idempotencyKey(headers),
      keyOwnerUuid: input.owner_uuid,
      fingerprint: ['create_vm', input],
    };
    try {
      const { answer, isNew } = await withRetries(context.db, (trx) =>
        answerOnce(trx, repeatable, () => promiseVm(context, trx, plan)),
      );
      if (isNew) await context.wakeJob(answer.job_uuid);
      return answer;
    } catch (error) {
      if (isUniqueViolation(error, 'vms_one_alias_an_owner')) throw aliasTaken(error);
      if (isUniqueViolation(error, 'vms_pkey')) throw uuidTaken(error);
      throw error;
    }
  },
});

function uuidTaken(cause: unknown): ValidationFailedError {
  const fault = { field: 'uuid', code: 'Duplicate', message: 'Already exists' };
  return new ValidationFailedError('Invalid VM parameters', [fault], { cause });
}
