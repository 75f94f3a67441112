import type { LocalCommand } from '../../command';
import { JSON_OPTION, printObject } from '../../output/print-object';
import { loadProfile } from '../../profile/load-profile';

export const getProfile: LocalCommand = {
  name: 'get',
  summary: 'Get a profile.',
  arguments: '[profile]',
  options: [JSON_OPTION],
  help: `Get a profile.

Usage:
    triton profile get [OPTIONS] [PROFILE]

Options:
    -h, --help          Show this help.
    -j, --json          JSON output on one line.

Without PROFILE it is the current profile.
`,
  async runLocally(terminal, [name], options, profileOptions) {
    const wanted = name === undefined ? profileOptions : { ...profileOptions, profile: name };
    printObject(terminal, await loadProfile(wanted, terminal.env), options);
  },
};
