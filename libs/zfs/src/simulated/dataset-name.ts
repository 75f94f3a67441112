import { CommandFailure } from './command-failure';

const LONGEST = 256;

/** What zfs finds wrong with a name of a dataset or snapshot, or undefined. */
export function nameFault(name: string): string | undefined {
  if (name.length >= LONGEST) return 'name is too long';
  if (name.includes('#')) return "bookmark delimiter '#' is not expected here";
  if (name.startsWith('/')) return 'leading slash in name';
  const [dataset = '', snapshot, ...more] = name.split('@');
  for (const part of [...dataset.split('/'), ...(snapshot === undefined ? [] : [snapshot])]) {
    if (part === '') {
      const isTrailing = name.endsWith('/');
      return isTrailing ? 'trailing slash in name' : "empty component or misplaced '@' or '#' delimiter in name";
    }
    const wrong = /[^-A-Za-z0-9_.: ]/.exec(part);
    if (wrong) return `invalid character '${wrong[0]}' in name`;
    if (part === '.') return "self reference, '.' is found in name";
    if (part === '..') return "parent reference, '..' is found in name";
  }
  return more.length > 0 ? "multiple '@' and/or '#' delimiters in name" : undefined;
}

/** Refuses a name that zfs would refuse for a dataset; `purpose` begins the sentence, as in `cannot create`. */
export function checkDatasetName(name: string, purpose: string): void {
  const fault = name.includes('@') ? "snapshot delimiter '@' is not expected here" : nameFault(name);
  if (fault !== undefined) throw new CommandFailure(`${purpose} '${name}': ${fault}`);
}
