const BYTES_PER_MIB = 1024 * 1024;

export function mibToBytes(mib: number): number {
  return mib * BYTES_PER_MIB;
}
