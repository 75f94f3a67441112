import type { Profile } from './profile/profile';

/** What is known about the command line by the time it fails: for the error lines. */
export interface Running {
  /** The words that name the command: `triton instance disk add`. */
  path: string;
  /** `-v` was given. */
  verbose: boolean;
  /** Once a session is open. */
  profile?: Profile;
}
