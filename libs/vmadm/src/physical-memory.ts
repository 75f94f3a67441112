/** MiB that bhyve itself takes beside the guest's memory. */
const OVERHEAD_MIB = 1280;

export function physicalMemoryMib(ramMib: number): number {
  return ramMib + OVERHEAD_MIB;
}
