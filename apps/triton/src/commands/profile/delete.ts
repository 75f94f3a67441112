import { rmSync } from 'node:fs';
import type { LocalCommand } from '../../command';
import { confirm } from '../../output/confirm';
import { quote } from '../../output/quote';
import { forgetCurrentProfile, readConfig } from '../../profile/config-file';
import { keptProfileNames } from '../../profile/list-profile-names';
import { profileFile } from '../../profile/profile-file';
import { UsageError } from '../../usage-error';

export const deleteProfile: LocalCommand = {
  name: 'delete',
  aliases: ['rm'],
  summary: 'Delete one or more profiles.',
  arguments: '<profile...>',
  options: [{ flags: '-f, --force', description: 'Do not ask.' }],
  help: `Delete one or more profiles.

Usage:
    triton profile delete [OPTIONS] PROFILE [PROFILE ...]

Options:
    -h, --help          Show this help.
    -f, --force         Do not ask.
`,
  async runLocally(terminal, names, { force }) {
    const { env } = terminal;
    const missing = names.find((name) => !keptProfileNames(env).includes(name));
    if (missing !== undefined) throw new UsageError(`there is no profile ${quote(missing)} in a file`);
    if (force !== true && !(await confirm(terminal, `Delete profile ${names.map(quote).join(', ')}?`))) {
      return terminal.note('Nothing was done.');
    }
    for (const name of new Set(names)) {
      if (readConfig(env).profile === name) forgetCurrentProfile(env);
      rmSync(profileFile(name, env));
      terminal.print(`Deleted profile "${name}"`);
    }
  },
};
