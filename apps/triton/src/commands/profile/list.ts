import type { LocalCommand } from '../../command';
import { formatTable, TABLE_OPTIONS } from '../../output/table';
import { listProfileNames } from '../../profile/list-profile-names';
import { loadProfile, profileName } from '../../profile/load-profile';

export const listProfiles: LocalCommand = {
  name: 'list',
  aliases: ['ls'],
  summary: 'List profiles.',
  options: TABLE_OPTIONS,
  help: `List profiles: those of ~/.triton/profiles.d, and "env" when the environment
has one. The current one is marked "*".

Usage:
    triton profile list [OPTIONS]

Options:
    -h, --help          Show this help.

  Output options
    -H                  Omit table header row.
    -o field1,...       Specify fields (columns) to output.
    -l, --long          Long/wider output. Ignored if "-o ..." is used.
    -s field1,...       Sort on the given fields. Default is "name".
    -j, --json          JSON output.
`,
  async runLocally(terminal, _args, options, { profile }) {
    const current = profileName(profile === undefined ? {} : { profile }, terminal.env);
    const rows: Record<string, unknown>[] = [];
    for (const name of listProfileNames(terminal.env)) {
      try {
        const found = await loadProfile({ profile: name }, terminal.env);
        rows.push({ ...found, curr: name === current ? '*' : '' });
      } catch (error) {
        // The others are still worth seeing.
        terminal.note(`warning: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    const layout = {
      columns: ['name', 'curr', 'account', 'user', 'url'],
      longColumns: ['name', 'curr', 'account', 'user', 'url', 'insecure', 'keyId'],
      sort: ['name'],
    };
    formatTable(rows, layout, options).forEach(terminal.print);
  },
};
