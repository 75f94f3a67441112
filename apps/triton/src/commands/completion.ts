import type { LocalCommand } from '../command';

export const completion: LocalCommand = {
  name: 'completion',
  summary: 'Print the bash completion of triton.',
  help: `Print the bash completion of triton: of its commands and options, and of the
names of instances, disks, snapshots, images, packages, networks, keys and
profiles.

Usage:
    triton completion [OPTIONS]

Options:
    -h, --help          Show this help.

"source <(triton completion)" in ~/.bashrc turns it on. Names are asked for with
the profile that the command line names, or the current one.
`,
  async runLocally(terminal) {
    const [{ bashScript }, { commands }] = await Promise.all([
      import('../completion/bash-script'),
      import('../commands'), // not above: this command is one of them
    ]);
    terminal.print(bashScript(commands));
  },
};
