import { Type } from '@sinclair/typebox';

/** The largest size any of our interfaces takes: 1 PiB in MiB. Far above any pool, far below where doubles lose bytes. */
export const LARGEST_SIZE_MIB = 1024 * 1024 * 1024;

export const SizeMib = Type.Integer({
  minimum: 1,
  maximum: LARGEST_SIZE_MIB,
  errorMessage: `must be a whole number of mebibytes from 1 to ${LARGEST_SIZE_MIB}`,
  description: 'Size in mebibytes.',
});

/** A size, or all the space that the machine has left (RFD 154, CreateMachineDisk). */
export const SizeOrRemaining = Type.Union([SizeMib, Type.Literal('remaining')], {
  errorMessage: `must be a whole number of mebibytes from 1 to ${LARGEST_SIZE_MIB}, or "remaining"`,
  description: 'Size in mebibytes, or "remaining": the space of the machine that no other disk has.',
});
