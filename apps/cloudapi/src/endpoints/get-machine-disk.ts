import { reply } from '@triton/http-server/reply';
import { MachineDisk } from '@triton/schemas/disk';
import { endpoint } from '../endpoint';
import { findDisk } from '../machines/find-disk';
import { liveVm } from '../machines/live-vm';
import { MachineParams } from '../machines/machine-params';
import { toMachineDisk } from '../machines/to-machine-disk';

/** One disk, from the moment its creation is accepted until its deletion has ended. */
export const getMachineDisk = endpoint({
  name: 'GetMachineDisk',
  method: 'get',
  path: '/:login/machines/:id/disks/:disk_id',
  description: 'A disk of a machine. `state` says what is being done to it.',
  params: MachineParams,
  output: MachineDisk,
  status: 200,
  headers: ['ETag'],
  errors: ['ResourceNotFound', 'InvalidArgument'],
  async handle(context, { caller, params }) {
    const vm = await liveVm(context, caller, params.id);
    const disk = toMachineDisk(findDisk(vm, params.disk_id), vm);
    return reply(disk, { headers: { ETag: vm.etag } });
  },
});
