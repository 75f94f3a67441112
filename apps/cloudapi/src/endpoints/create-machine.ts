import type { IncomingHttpHeaders } from 'node:http';
import { listKeys } from '@triton/catalog/list-keys';
import { InvalidArgumentError } from '@triton/errors/invalid-argument-error';
import { KeyRequiredError } from '@triton/errors/key-required-error';
import { PreconditionFailedError } from '@triton/errors/precondition-failed-error';
import { reply } from '@triton/http-server/reply';
import { CreateMachineInput } from '@triton/schemas/create-machine-input';
import type { CreateVmInput } from '@triton/schemas/create-vm-input';
import { Machine } from '@triton/schemas/machine';
import type { Caller } from '../auth/caller';
import type { Context } from '../context';
import { endpoint } from '../endpoint';
import { prepareOnce } from '../idempotency/prepare-once';
import { repeatableRequest } from '../idempotency/repeatable-request';
import { demandMemory } from '../machines/demand-memory';
import { disksForMachine } from '../machines/disks-for-machine';
import { dottedValues } from '../machines/dotted-values';
import { imageForMachine } from '../machines/image-for-machine';
import { invalidField } from '../machines/invalid-field';
import { networksForMachine } from '../machines/networks-for-machine';
import { packageForMachine } from '../machines/package-for-machine';
import { toMachine } from '../machines/to-machine';
import { vmActionOptions } from '../machines/vm-action-options';

/**
 * CreateMachine with RFD 154's `disks`. The uuid and the default name are VMAPI's to choose, so that a request repeated
 * with its Idempotency-Key is the very same request there.
 */
export const createMachine = endpoint({
  name: 'CreateMachine',
  method: 'post',
  path: '/:login/machines',
  description: 'Provisions a machine. With a flexible disk package, `disks` says how its space is divided.',
  input: CreateMachineInput,
  output: Machine,
  status: 201,
  headers: ['Location', 'x-job-uuid'],
  errors: [
    'InvalidArgument',
    'MissingParameter',
    'KeyRequired',
    'ValidationFailed',
    'NoAllocatableServers',
    'ConflictError',
    'PreconditionFailed',
  ],
  async handle(context, request) {
    const { caller, input } = request;
    const { account } = caller;
    const options = vmActionOptions(request);
    refuseIfMatch(request.headers);
    const { name, vm_uuid, job_uuid } = await prepareOnce(
      context,
      repeatableRequest('CreateMachine', request),
      () => prepareVm(context, caller, input),
      async ({ wanted, packageName }) => ({
        name: packageName,
        ...(await context.vmapi.createVm(wanted, options)),
      }),
    );
    const vm = await context.vmapi.getVm(vm_uuid, { ownerUuid: account.id });
    return reply(toMachine(vm, name), {
      headers: { Location: `/${account.login}/machines/${vm_uuid}`, 'x-job-uuid': job_uuid },
    });
  },
});

/** What VMAPI is asked for, out of everything that the input refers to. */
async function prepareVm(context: Context, caller: Caller, input: CreateMachineInput) {
  const { account } = caller;
  if (!account.approved_for_provisioning)
    throw new InvalidArgumentError('the account is not approved for provisioning');
  refuseUnsupported(input);
  const [keys, pkg, image, networks] = await Promise.all([
    listKeys(context.db, account.id),
    packageForMachine(context, caller, input.package),
    imageForMachine(context, caller, input.image),
    networksForMachine(context, caller, input.networks),
  ]);
  if (keys.length === 0) throw new KeyRequiredError('the account has no key with which the machine could be entered');
  demandMemory(image, pkg);

  const wanted: CreateVmInput = {
    owner_uuid: account.id,
    brand: 'bhyve',
    billing_id: pkg.uuid,
    networks,
    ...disksForMachine(input.disks, image, pkg),
    ...(input.name === undefined ? {} : { alias: input.name }),
    ...(input.firewall_enabled === undefined ? {} : { firewall_enabled: input.firewall_enabled }),
    ...(input.deletion_protection ? { indestructible_zoneroot: true } : {}),
    customer_metadata: {
      root_authorized_keys: keys.map(({ key }) => key).join('\n'),
      ...dottedValues(input, 'metadata'),
    },
    tags: dottedValues(input, 'tag'),
    origin: 'cloudapi',
  };
  return { wanted, packageName: pkg.name };
}

/** A machine that is not there yet has no version that could match. */
function refuseIfMatch({ 'if-match': ifMatch }: IncomingHttpHeaders): void {
  if (ifMatch !== undefined) throw new PreconditionFailedError('there is no such machine yet');
}

/** Known to shipped clients, without a meaning here: better refused than accepted and not done. */
function refuseUnsupported({ affinity, delegate_dataset }: CreateMachineInput): void {
  if (affinity && affinity.length > 0) throw invalidField('affinity', 'placement cannot be asked for');
  if (delegate_dataset) throw invalidField('delegate_dataset', 'a bhyve machine has no dataset to delegate');
}
