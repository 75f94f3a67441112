import { quote } from '../output/quote';
import { UsageError } from '../usage-error';

const NAME = /^[a-z][a-z0-9_.-]{0,63}$/i;

/** Throws unless `name` may be the name of a profile, and so of a file. */
export function checkProfileName(name: string): string {
  if (NAME.test(name)) return name;
  throw new UsageError(`${quote(name)} can not be the name of a profile: it takes letters, digits, "_", "." and "-"`);
}
