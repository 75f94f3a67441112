import { CommandFailure } from './command-failure';

/** A misuse of the command line: the complaint (there may be none), how it should look, exit code 2. */
export class UsageFailure extends CommandFailure {
  constructor(complaint: string, usage: string) {
    super(`${complaint === '' ? '' : `${complaint}\n`}usage:\n\t${usage}`, 2);
  }
}

export function usageFailure(complaint: string, usage: string): UsageFailure {
  return new UsageFailure(complaint, usage);
}
