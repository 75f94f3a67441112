import type { LocalCommand } from '../../command';
import { editJson } from '../../edit-json';
import { profileName } from '../../profile/load-profile';
import { UsageError } from '../../usage-error';

export const editProfile: LocalCommand = {
  name: 'edit',
  summary: 'Edit a profile in your editor.',
  arguments: '[profile]',
  help: `Edit a profile in your editor (VISUAL, else EDITOR, else vi).

Usage:
    triton profile edit [OPTIONS] [PROFILE]

Options:
    -h, --help          Show this help.

Without PROFILE it is the current profile. What could not work is explained, and
the editor opens again with what you wrote.
`,
  async runLocally(terminal, [given], _options, profileOptions) {
    const { env } = terminal;
    const name = given ?? profileName(profileOptions, env);
    if (name === 'env') throw new UsageError('"env" is the profile of the environment: change its variables instead');
    const [{ readJson }, { profileFile }, { profileOf }, { writeProfile }] = await Promise.all([
      import('../../profile/read-json'),
      import('../../profile/profile-file'),
      import('../../profile/profile-of'),
      import('../../profile/write-profile'),
    ]);
    const file = profileFile(name, env);
    const before = readJson(file);
    if (before === undefined) throw new UsageError(`there is no profile "${name}": ${file} does not exist`);
    const profile = await editJson(terminal, `${name}.json`, before, (content) => profileOf(name, content, file));
    if (profile === undefined) return terminal.print('Nothing was changed');
    writeProfile(profile, env);
    terminal.print(`Saved profile "${name}"`);
  },
};
