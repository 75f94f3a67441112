import { NoAllocatableServersError } from '@triton/errors/no-allocatable-servers-error';
import { Type } from '@sinclair/typebox';
import { BlockSize } from '@triton/schemas/block-size';
import { LARGEST_SIZE_MIB, SizeMib } from '@triton/schemas/disk-size';
import { Uuid } from '@triton/schemas/uuid';
import { endpoint } from '../endpoint';
import { allocate as allocateServer } from '../placement/allocate';
import { findServer } from '../servers/find-server';
import { toServer } from '../servers/to-server';

const count = (maximum: number) => Type.Optional(Type.Integer({ minimum: 0, maximum }));
const LARGEST_RAM_MIB = 16_777_216;

export const allocate = endpoint({
  name: 'Allocate',
  method: 'post',
  path: '/allocate',
  description:
    'Chooses a compute node for a VM and holds the space there until the node reports the VM, or ten minutes pass.',
  input: Type.Object(
    {
      // The caller may hand over the whole VM; these are the attributes that decide.
      vm: Type.Object({
        uuid: Uuid,
        owner_uuid: Uuid,
        ram: Type.Integer({ minimum: 1, maximum: LARGEST_RAM_MIB }),
        flexible_disk_size: Type.Optional(SizeMib),
        quota: count(LARGEST_SIZE_MIB / 1024),
        cpu_cap: count(1_000_000),
        vcpus: count(1_000),
        disks: Type.Optional(
          Type.Array(Type.Object({ size: Type.Optional(SizeMib), block_size: Type.Optional(BlockSize) }), {
            maxItems: 16,
          }),
        ),
      }),
      image: Type.Optional(Type.Object({ image_size: count(LARGEST_SIZE_MIB) })),
      package: Type.Optional(Type.Object({})),
      servers: Type.Optional(Type.Array(Uuid, { minItems: 1, maxItems: 10_000 })),
    },
    { additionalProperties: false },
  ),
  maxBodyBytes: 1024 * 1024,
  status: 200,
  errors: ['ValidationFailed', 'NoAllocatableServers'],
  async handle(context, { input: { vm, image, servers } }) {
    const imageSizeMib = image?.image_size ?? 0;
    const { chosen, remaining, refused } = await allocateServer(context, { vm, imageSizeMib, servers }).catch(
      (err: unknown) => {
        if (err instanceof NoAllocatableServersError) context.events.allocation('none');
        throw err;
      },
    );
    context.events.allocation('found');
    const server = await findServer(context.db, chosen, context.config.heartbeatLifetimeMs);
    const step = { step: 'Servers that can hold the VM, most room first', remaining };
    return {
      server: toServer(server, context.config.datacenter),
      steps: [{ ...step, reasons: Object.fromEntries(refused) }],
      imgapiPeers: [],
    };
  },
});
