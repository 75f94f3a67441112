import { reply } from '@triton/http-server/reply';
import { Machine } from '@triton/schemas/machine';
import { endpoint } from '../endpoint';
import { goneReply } from '../machines/gone-reply';
import { MachineParams } from '../machines/machine-params';
import { ownVm } from '../machines/own-vm';
import { toMachine } from '../machines/to-machine';

/** GetMachine with RFD 154's `disks`, `free_space` and `flexible`. A deleted machine answers 410 and still shows itself. */
export const getMachine = endpoint({
  name: 'GetMachine',
  method: 'get',
  path: '/:login/machines/:id',
  description: 'A machine. Its ETag is good for If-Match of a later change.',
  params: MachineParams,
  output: Machine,
  status: 200,
  otherStatuses: { 410: 'The machine was deleted.' },
  headers: ['ETag'],
  errors: ['ResourceNotFound', 'InvalidArgument'],
  async handle(context, { caller, params }) {
    const vm = await ownVm(context, caller, params.id);
    if (vm.state === 'destroyed') return goneReply(context, vm);
    const machine = toMachine(vm, await context.packageNames.nameOf(vm.billing_id));
    return reply(machine, { headers: { ETag: vm.etag } });
  },
});
