import { type Static, Type } from '@sinclair/typebox';
import { BlockSize } from '@triton/schemas/block-size';
import { LARGEST_SIZE_MIB, SizeMib } from '@triton/schemas/disk-size';
import { Uuid } from '@triton/schemas/uuid';

const oneOf = <T extends string>(values: readonly T[]) =>
  Type.Unsafe<T>({ type: 'string', enum: values, errorMessage: `must be one of ${values.join(', ')}` });

export const DiskModel = oneOf(['virtio', 'ahci', 'nvme']);

const Compression = oneOf([
  'on',
  'off',
  'gzip',
  ...([1, 2, 3, 4, 5, 6, 7, 8, 9] as const).map((level) => `gzip-${level}`),
  'lz4',
  'lzjb',
  'zle',
]);

const Refreservation = Type.Integer({
  minimum: 0,
  maximum: LARGEST_SIZE_MIB,
  errorMessage: `must be a whole number of mebibytes from 0 to ${LARGEST_SIZE_MIB}`,
});

const DevicePath = Type.String({ pattern: '^/[ -~]{1,1023}$', errorMessage: 'must be an absolute path' });

/** What a disk may be given both when it is made and later. */
const Changeable = {
  boot: Type.Optional(Type.Boolean()),
  model: Type.Optional(DiskModel),
  media: Type.Optional(oneOf(['disk', 'cdrom'])),
  // What it says is checked where slots are assigned, in the words of the platform.
  pci_slot: Type.Optional(Type.String({ pattern: '^[ -~]{0,64}$', errorMessage: 'must be bus:device:function' })),
  compression: Type.Optional(Compression),
  guest_block_size: Type.Optional(
    Type.String({ pattern: '^[0-9]{1,6}(/[0-9]{1,6})?$', errorMessage: 'must be N or N/M, powers of two' }),
  ),
  notrim: Type.Optional(Type.Boolean()),
};

/** An element of `disks` at create and of `add_disks` at update. */
export const NewDisk = Type.Object(
  {
    ...Changeable,
    uuid: Type.Optional(Uuid),
    size: Type.Optional(SizeMib),
    image_uuid: Type.Optional(Uuid),
    image_size: Type.Optional(SizeMib),
    block_size: Type.Optional(BlockSize),
    refreservation: Type.Optional(
      Type.Union([Refreservation, Type.Literal('auto')], { errorMessage: 'must be a number of mebibytes, or "auto"' }),
    ),
    path: Type.Optional(DevicePath),
    nocreate: Type.Optional(Type.Boolean()),
    zpool: Type.Optional(Type.String({ maxLength: 255 })),
  },
  { additionalProperties: false },
);
export type NewDisk = Static<typeof NewDisk>;

/** An element of `update_disks`. `path` names the disk; where it is absent, `uuid` does. */
export const ChangedDisk = Type.Object(
  {
    ...Changeable,
    path: Type.Optional(DevicePath),
    uuid: Type.Optional(Uuid),
    size: Type.Optional(SizeMib),
    dangerous_allow_shrink: Type.Optional(
      Type.Boolean({ description: 'Truncates the disk; what was at its end is lost. Never stored (RFD 154).' }),
    ),
    refreservation: Type.Optional(Refreservation),
  },
  { additionalProperties: false },
);
export type ChangedDisk = Static<typeof ChangedDisk>;
