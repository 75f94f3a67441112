import { CommandFailure } from './command-failure';

const LONGEST = 256;

/** Refuses a name that zfs would refuse; `purpose` begins the sentence, as in `cannot create`. */
export function checkDatasetName(name: string, purpose: string): void {
  const fail = (why: string): never => {
    throw new CommandFailure(`${purpose} '${name}': ${why}`);
  };
  if (name.length >= LONGEST) fail('name is too long');
  if (name.startsWith('/')) fail('leading slash in name');
  if (name.endsWith('/')) fail('trailing slash in name');
  if (name.includes('//')) fail("empty component or misplaced '@' or '#' delimiter in name");
  const wrong = /[^-A-Za-z0-9_.: /]/.exec(name);
  if (wrong) fail(`invalid character '${wrong[0]}' in name`);
  if (name.split('/').some((part) => part === '.' || part === '..')) fail("self reference, '.' is found in name");
}

/** `dataset@name` in two, or a refusal. */
export function splitSnapshot(name: string, purpose: string): [dataset: string, snapshot: string] {
  const [dataset = '', snapshot, ...more] = name.split('@');
  if (snapshot === undefined) throw new CommandFailure(`${purpose} '${name}': missing '@' delimiter in snapshot name`);
  if (more.length > 0) throw new CommandFailure(`${purpose} '${name}': multiple '@' and/or '#' delimiters in name`);
  if (snapshot === '' || dataset === '') {
    throw new CommandFailure(`${purpose} '${name}': empty component or misplaced '@' or '#' delimiter in name`);
  }
  checkDatasetName(dataset, purpose);
  const wrong = /[^-A-Za-z0-9_.: ]/.exec(snapshot);
  if (wrong) throw new CommandFailure(`${purpose} '${name}': invalid character '${wrong[0]}' in name`);
  return [dataset, snapshot];
}
