/** Output of `zfs destroy`: what was announced, and what could not be done. */
export interface Destroyed {
  readonly stdout: string;
  readonly complaints: readonly string[];
}
