import type { Command } from '../command';

/** A word of shipped vmadm that this platform does not know how to follow. */
export function unsupported(name: string): Command {
  return () => Promise.reject(new Error(`vmadm ${name} is not supported: this platform has no zones to do it with`));
}
