import { Type } from '@sinclair/typebox';
import { MachineDisk } from '@triton/schemas/disk';
import { endpoint } from '../endpoint';
import { listReply } from '../list-reply';
import { liveVm } from '../machines/live-vm';
import { MachineParams } from '../machines/machine-params';
import { toMachineDisk } from '../machines/to-machine-disk';

/** GetMachineDisks (RFD 154). Disks being created are there too, in state `creating`. */
export const listMachineDisks = endpoint({
  name: 'ListMachineDisks',
  method: 'get',
  path: '/:login/machines/:id/disks',
  description: 'The disks of a machine, boot disk first.',
  params: MachineParams,
  output: Type.Array(MachineDisk),
  status: 200,
  headers: ['ETag', 'x-resource-count'],
  errors: ['ResourceNotFound', 'InvalidArgument'],
  async handle(context, { caller, params }) {
    const vm = await liveVm(context, caller, params.id);
    const disks = vm.disks.map((disk) => toMachineDisk(disk, vm));
    return listReply(disks, { ETag: vm.etag });
  },
});
