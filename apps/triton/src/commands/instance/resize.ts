import type { CloudCommand } from '../../command';
import { findInstance } from '../../lookup/find-instance';
import { findPackage } from '../../lookup/find-package';
import { finish } from '../../wait/finish';
import { waitLimit } from '../../wait/wait-limit';
import { WAIT_HELP, WAIT_OPTIONS } from '../../wait/wait-options';

export const resizeInstance: CloudCommand = {
  name: 'resize',
  summary: 'Resize an instance: give it another package.',
  arguments: '<inst> <package>',
  options: WAIT_OPTIONS,
  help: `Resize an instance: give it another package.

Usage:
    triton instance resize [OPTIONS] INST PACKAGE

Options:
    -h, --help          Show this help.
${WAIT_HELP}
Where "INST" is an instance name, id, or short id, and "PACKAGE" a package name,
id, or short id. Of a flexible disk instance this changes the space for all
disks and their snapshots; the disks stay as they are. A smaller package must
have room for them.
`,
  async run(session, [inst = '', text = ''], options) {
    const limitMs = waitLimit(options);
    const [machine, pkg] = await Promise.all([findInstance(session, inst), findPackage(session, text)]);
    const { id, name } = machine;
    const started = await session.cloudapi.resizeMachine(id, pkg.id);
    const begun = `Resizing instance ${name} (${id}) from package ${machine.package} to ${pkg.name}`;
    await finish(session, { machineId: id, started, begun, done: `Resized instance ${name} (${id})`, limitMs });
  },
};
