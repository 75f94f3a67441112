import { Type } from '@sinclair/typebox';

const POWERS = [512, 1024, 2048, 4096, 8192, 16384, 32768, 65536, 131072] as const;

export const BlockSize = Type.Union(
  POWERS.map((bytes) => Type.Literal(bytes)),
  { errorMessage: 'must be a power of two from 512 to 131072', description: 'volblocksize in bytes; fixed for good.' },
);
