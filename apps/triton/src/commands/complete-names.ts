import type { LocalCommand } from '../command';
import { completableNames } from '../completion/completable-names';
import { listProfileNames } from '../profile/list-profile-names';
import { openSession } from '../session';

export const completeNames: LocalCommand = {
  name: 'complete-names',
  hidden: true,
  summary: 'Print the names that may stand for an argument.',
  arguments: '<kind> [inst]',
  help: `Print the names that may stand for an argument, one a line. It is what
"triton completion" asks.

Usage:
    triton complete-names KIND [INST]

Options:
    -h, --help          Show this help.

Where "KIND" is profile, inst, disk, snapshot, tag, image, package, network,
key, user, role or policy, and "INST" is the instance of a disk, snapshot, tag.
`,
  async runLocally(terminal, [kind = '', inst = ''], _options, profileOptions) {
    if (kind === 'profile') return listProfileNames(terminal.env).forEach(terminal.print);
    // Somebody is typing: no question may come between.
    const session = await openSession({ ...terminal, interactive: false }, profileOptions);
    try {
      (await completableNames(session, kind, inst)).forEach(session.print);
    } finally {
      session.cloudapi.close();
    }
  },
};
