import type { Environment } from './environment';
import type { Profile } from './profile';
import { profileFile } from './profile-file';
import { writeFile } from './write-file';

/** Keeps a profile. Its name is that of the file, and not in it. */
export function writeProfile({ name, ...content }: Profile, env: Environment): void {
  writeFile(profileFile(name, env), content);
}
