import { type Static, Type } from '@sinclair/typebox';
import { BlockSize } from './block-size';
import { SizeOrRemaining } from './disk-size';

/** One element of `disks` in CreateMachine and CreateVm (RFD 154); the first one is the boot disk. */
export const RequestedDisk = Type.Object(
  { size: Type.Optional(SizeOrRemaining), block_size: Type.Optional(BlockSize) },
  { additionalProperties: false },
);
export type RequestedDisk = Static<typeof RequestedDisk>;

/** RFD 154: "A maximum of 8 disks per VM are supported." */
export const MAX_DISKS = 8;

export const RequestedDisks = Type.Array(RequestedDisk, { minItems: 1, maxItems: MAX_DISKS });
