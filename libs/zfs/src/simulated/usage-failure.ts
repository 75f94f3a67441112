import { CommandFailure } from './command-failure';

/** A misuse of the command line: the complaint, how it should look, exit code 2. */
export function usageFailure(complaint: string, usage: string): CommandFailure {
  return new CommandFailure(`${complaint}\nusage:\n\t${usage}`, 2);
}
