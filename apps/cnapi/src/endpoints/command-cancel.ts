import { Type } from '@sinclair/typebox';
import { Uuid } from '@triton/schemas/uuid';
import { endpoint } from '../endpoint';
import { cancelCommand } from '../tasks/cancel-command';
import { VmParams } from '../vms/vm-payload';

export const commandCancel = endpoint({
  name: 'CommandCancel',
  method: 'post',
  path: '/servers/:server_uuid/vms/:uuid/cancel',
  description:
    'Takes a command back by the key it was (or was to be) sent under, for a caller who does not know whether ' +
    'it arrived. A command that has not arrived will find itself canceled when it does. Not `canceled` means ' +
    'that the node has it.',
  params: VmParams,
  input: Type.Object(
    {
      key: Type.String({ pattern: '^[\\x21-\\x7e]{1,255}$', errorMessage: 'must be 1 to 255 printable characters' }),
      task: Type.String({ pattern: '^machine_[a-z_]{1,64}$', errorMessage: 'must be the name of a task' }),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({ id: Uuid, canceled: Type.Boolean() }),
  status: 200,
  errors: ['ValidationFailed', 'ConflictError'],
  handle: (context, { params, input, reqId }) =>
    cancelCommand(context, {
      ...input,
      serverUuid: params.server_uuid.toLowerCase(),
      vmUuid: params.uuid.toLowerCase(),
      reqId,
    }),
});
