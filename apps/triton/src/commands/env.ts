import type { LocalCommand } from '../command';
import { loadProfile } from '../profile/load-profile';
import type { Profile } from '../profile/profile';

export const env: LocalCommand = {
  name: 'env',
  summary: 'Print the shell commands that make a profile the environment.',
  arguments: '[profile]',
  options: [
    { flags: '-t, --triton', description: 'The TRITON_… variables only.' },
    { flags: '-s, --smartdc', description: 'The SDC_… variables only.' },
    { flags: '-u, --unset', description: 'Take the variables away instead.' },
  ],
  help: `Print the shell commands that make a profile the environment.

Usage:
    eval "$(triton env [OPTIONS] [PROFILE])"

Options:
    -h, --help          Show this help.
    -t, --triton        The TRITON_... variables only.
    -s, --smartdc       The SDC_... variables only, for older tools.
    -u, --unset         Take the variables away instead.

Without PROFILE it is the current profile. No request is made.
`,
  async runLocally(terminal, [name], { triton, smartdc, unset }, profileOptions) {
    const prefixes = triton === smartdc ? ['TRITON', 'SDC'] : [triton ? 'TRITON' : 'SDC'];
    if (unset) {
      const names = ['TRITON_PROFILE', ...prefixes.flatMap(variablesOf)].filter((variable) =>
        prefixes.some((prefix) => variable.startsWith(prefix)),
      );
      return names.forEach((variable) => terminal.print(`unset ${variable}`));
    }
    const options = name === undefined ? profileOptions : { ...profileOptions, profile: name };
    const profile = await loadProfile(options, terminal.env);
    for (const prefix of prefixes) {
      if (prefix === 'TRITON') terminal.print(`export TRITON_PROFILE=${quoted(profile.name)}`);
      for (const [variable, value] of assignments(prefix, profile)) {
        terminal.print(value === undefined ? `unset ${variable}` : `export ${variable}=${quoted(value)}`);
      }
    }
  },
};

function assignments(prefix: string, profile: Profile): [string, string | undefined][] {
  const { url, account, keyId, user, roles, actAsAccount, insecure } = profile;
  const values = [url, account, keyId, user, roles?.join(','), actAsAccount, insecure ? 'true' : undefined];
  return variablesOf(prefix).map((variable, i) => [variable, values[i]]);
}

function variablesOf(prefix: string): string[] {
  return ['URL', 'ACCOUNT', 'KEY_ID', 'USER', 'ROLE', 'ACT_AS', 'TLS_INSECURE'].map((key) => `${prefix}_${key}`);
}

/** For any shell. */
function quoted(value: string): string {
  return `'${value.replaceAll("'", "'\\''")}'`;
}
