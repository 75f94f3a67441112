import type { LocalCommand } from '../../command';
import { readConfig, writeCurrentProfile } from '../../profile/config-file';
import { loadProfile, profileName } from '../../profile/load-profile';
import { UsageError } from '../../usage-error';

export const setCurrentProfile: LocalCommand = {
  name: 'set-current',
  aliases: ['set'],
  summary: 'Set the current profile.',
  arguments: '<profile>',
  help: `Set the current profile.

Usage:
    triton profile set-current PROFILE

Options:
    -h, --help          Show this help.

PROFILE is the name of one in ~/.triton/profiles.d, or "-" for the previous one.
The environment (TRITON_PROFILE, or TRITON_URL) goes before it.
`,
  async runLocally(terminal, [text = '']) {
    const { env } = terminal;
    const name = text === '-' ? readConfig(env).oldProfile : text;
    if (name === undefined) throw new UsageError('there is no previous profile: give the name of one');
    await loadProfile({ profile: name }, env);
    writeCurrentProfile(env, name);
    terminal.print(`Set "${name}" as current profile`);
    const used = profileName({}, env);
    if (used !== name)
      terminal.note(`The environment still makes it "${used}": unset TRITON_PROFILE, TRITON_URL and SDC_URL`);
  },
};
