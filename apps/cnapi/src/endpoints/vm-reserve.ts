import { Type } from '@sinclair/typebox';
import { LARGEST_SIZE_MIB } from '@triton/schemas/disk-size';
import { endpoint } from '../endpoint';
import { reserveGrowth } from '../placement/reserve-growth';
import { VmParams } from '../vms/vm-payload';

const mib = (maximum: number) => Type.Integer({ minimum: 0, maximum, default: 0, description: 'MiB more than now' });

export const vmReserve = endpoint({
  name: 'VmReserve',
  method: 'post',
  path: '/servers/:server_uuid/vms/:uuid/reserve',
  description: "Holds space on a VM's own server for the VM to grow into; ten minutes at most.",
  params: VmParams,
  input: Type.Object({ disk: mib(LARGEST_SIZE_MIB), ram: mib(16_777_216) }, { additionalProperties: false }),
  status: 204,
  errors: ['ValidationFailed', 'ResourceNotFound', 'ServerNotRunning', 'NoAllocatableServers'],
  handle: (context, { params, input }) =>
    reserveGrowth(context, {
      serverUuid: params.server_uuid.toLowerCase(),
      vmUuid: params.uuid.toLowerCase(),
      diskMib: input.disk,
      ramMib: input.ram,
    }),
});
