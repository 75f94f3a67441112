/** Whether two outputs are the same. */
export function sameText(real: string, simulated: string): boolean {
  return real === simulated;
}
