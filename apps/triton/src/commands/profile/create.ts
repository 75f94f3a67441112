import type { LocalCommand, Options } from '../../command';
import { readInputJson } from '../../arguments/read-input-json';
import { askProfile } from '../../profile/ask-profile';
import { readConfig, writeCurrentProfile } from '../../profile/config-file';
import { keptProfileNames } from '../../profile/list-profile-names';
import { loadProfile } from '../../profile/load-profile';
import type { Profile } from '../../profile/profile';
import type { Terminal } from '../../terminal';
import { UsageError } from '../../usage-error';

export const createProfile: LocalCommand = {
  name: 'create',
  summary: 'Create a profile.',
  options: [
    { flags: '-f, --file <file>', description: 'A JSON file with the profile; "-" for standard input.' },
    { flags: '--copy <profile>', description: 'Take what is not said otherwise from this profile.' },
    { flags: '--no-docker', description: 'Accepted for scripts; there is no Docker service to set up.' },
    { flags: '-y, --yes', description: 'Accepted for scripts; nothing is asked that it would answer.' },
  ],
  help: `Create a profile.

Usage:
    triton profile create [OPTIONS]
    triton profile create --copy PROFILE [OPTIONS]
    triton profile create -f FILE

Options:
    -h, --help          Show this help.
    -f, --file=FILE     A JSON file with the profile: "name", "url", "account",
                        "keyId", and perhaps "user", "roles", "actAsAccount",
                        "insecure". "-" for standard input. Without it you are
                        asked.
    --copy=PROFILE      Take what is not said otherwise from this profile; "env"
                        is that of the environment.
    --no-docker         Accepted for scripts; there is no Docker service to set
                        up.
    -y, --yes           Accepted for scripts; nothing is asked that it would
                        answer.

The first profile becomes the current one.
`,
  async runLocally(terminal, _args, options) {
    const { env } = terminal;
    const profile = await newProfile(terminal, options);
    const { writeProfile } = await import('../../profile/write-profile');
    const first = keptProfileNames(env).length === 0 && readConfig(env).profile === undefined;
    writeProfile(profile, env);
    terminal.print(`Saved profile "${profile.name}"`);
    if (!first) return;
    writeCurrentProfile(env, profile.name);
    terminal.print(`Set "${profile.name}" as current profile`);
  },
};

async function newProfile(terminal: Terminal, { file, copy }: Options): Promise<Profile> {
  const { env } = terminal;
  const model = copy === undefined ? undefined : await loadProfile({ profile: String(copy) }, env);
  const { name: _name, ...defaults } = model ?? { name: '' };
  if (file === undefined) return askProfile(terminal, defaults);
  const where = file === '-' ? 'standard input' : String(file);
  const content = await readInputJson(terminal, String(file));
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    throw new UsageError(`${where}: it must be a JSON object`);
  }
  const { name, ...rest } = { ...defaults, ...content } as Record<string, unknown>;
  if (typeof name !== 'string') throw new UsageError(`${where}: "name" is missing: the name of the profile`);
  const [{ assertNewName }, { profileOf }] = await Promise.all([
    import('../../profile/assert-new-name'),
    import('../../profile/profile-of'),
  ]);
  assertNewName(name, env);
  return profileOf(name, rest, where);
}
