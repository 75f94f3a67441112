import type { CloudCommand } from '../../command';
import { findInstance } from '../../lookup/find-instance';

export const instanceIp: CloudCommand = {
  name: 'ip',
  summary: 'Print the primary IP address of an instance.',
  arguments: '<inst>',
  help: `Print the primary IP address of an instance.

Usage:
    triton instance ip [OPTIONS] INST

Options:
    -h, --help          Show this help.

Where "INST" is an instance name, id, or short id.
`,
  async run(session, [inst = '']) {
    const { id, name, primaryIp } = await findInstance(session, inst);
    if (!primaryIp) throw new Error(`instance ${name} (${id}) has no IP address`);
    session.print(primaryIp);
  },
};
