import { Type } from '@sinclair/typebox';
import { RemoteError } from '@triton/http-client/remote-error';
import { ServiceUnavailableError } from '@triton/errors/service-unavailable-error';
import { ValidationFailedError } from '@triton/errors/validation-failed-error';
import { DriftCause } from '@triton/schemas/vm-history';
import type { Context } from '../context';
import { endpoint } from '../endpoint';
import { findServer } from '../servers/find-server';
import { MAX_PAYLOAD_BYTES, VmParams } from '../vms/vm-payload';

const Input = Type.Object(
  {
    vm: Type.Object({ state: Type.String(), disks: Type.Array(Type.Object({})) }),
    epoch: Type.Integer({ minimum: 0, description: 'The highest that the node has seen for the VM.' }),
    observed: Type.Integer({ minimum: 1, description: 'Orders what the node says of the VM.' }),
    cause: DriftCause,
  },
  { additionalProperties: false },
);

export const vmReport = endpoint({
  name: 'VmReport',
  method: 'post',
  path: '/servers/:server_uuid/vms/:uuid/report',
  description:
    'For compute nodes: a VM has changed and no task has changed it. CNAPI keeps no VMs, so this goes on to ' +
    'VMAPI, and the node is told that it was heard only when VMAPI has it; until then the node says it again. ' +
    '`known`: VMAPI has such a VM.',
  params: VmParams,
  input: Input,
  output: Type.Object({ known: Type.Boolean() }),
  maxBodyBytes: MAX_PAYLOAD_BYTES,
  status: 200,
  errors: ['ValidationFailed', 'ResourceNotFound', 'ServiceUnavailable'],
  async handle(context, { params, input }) {
    const serverUuid = params.server_uuid.toLowerCase();
    const uuid = params.uuid.toLowerCase();
    await findServer(context.db, serverUuid, context.config.heartbeatLifetimeMs);
    const { vm, ...report } = input;
    return { known: await tellVmapi(context, uuid, { ...vm, ...report, uuid, server_uuid: serverUuid }) };
  },
});

async function tellVmapi({ vmapi }: Context, uuid: string, vm: object): Promise<boolean> {
  if (!vmapi) throw new ServiceUnavailableError('this CNAPI was given no VMAPI_URL to report to', 60);
  try {
    await vmapi.putVm(uuid, vm);
    return true;
  } catch (err) {
    if (!(err instanceof RemoteError)) throw err;
    if (err.status === 404) return false;
    if (err.status < 500) throw new ValidationFailedError(err.message, err.errors, { cause: err });
    throw new ServiceUnavailableError('VMAPI does not answer', 1, { cause: err });
  }
}
