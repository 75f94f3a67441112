import { randomUUID } from 'node:crypto';
import { Type } from '@sinclair/typebox';
import { CreateVmInput } from '@triton/schemas/create-vm-input';
import { Accepted } from '@triton/schemas/job';
import { endpoint } from '../endpoint';
import { acceptedReply } from '../vms/accepted-reply';
import { ActionQuery } from '../vms/action-query';
import { acceptNewVm } from '../vms/accept-new-vm';
import { answered } from '../vms/answer-once';
import { callerContext } from '../vms/caller-context';
import { idempotencyKey } from '../vms/idempotency-key';
import { imageForVm } from '../vms/image-for-vm';
import { layOutDisks } from '../vms/lay-out-disks';
import { packageForVm } from '../vms/package-for-vm';

export const createVm = endpoint({
  name: 'CreateVm',
  method: 'post',
  path: '/vms',
  description:
    "RFD 154, CreateVM disks: takes the package's attributes, lays out the disks, chooses a compute node and promises the VM. The " +
    'record is there, state `provisioning`, when the answer goes out.',
  query: Type.Object({ sync: ActionQuery.properties.sync }),
  input: CreateVmInput,
  output: Accepted,
  status: 202,
  headers: ['workflow-api'],
  errors: [
    'ValidationFailed',
    'InvalidArgument',
    'NoAllocatableServers',
    'ConflictError',
    'ServiceUnavailable',
    'JobFailed',
  ],
  async handle(context, request) {
    const { input, reqId, headers, query } = request;
    const repeatable = {
      idempotencyKey: idempotencyKey(headers),
      keyOwnerUuid: input.owner_uuid.toLowerCase(),
      fingerprint: ['create_vm', input],
    };
    const answer = (await answered(context.db, repeatable)) ?? (await accept());
    const wish = { sync: query.sync ?? false, host: headers.host, waitFor: () => request.signal };
    return acceptedReply(context, answer, wish);

    async function accept() {
      const pkg = await packageForVm(context, input.billing_id);
      const image = await imageForVm(context, input);
      const uuid = input.uuid?.toLowerCase() ?? randomUUID();
      const disks = layOutDisks(input, pkg, image);
      const plan = { uuid, input, pkg, image, disks, reqId, callerContext: callerContext(headers) };
      return acceptNewVm(context, plan, repeatable);
    }
  },
});
