import type { CreateMachineInput } from '@triton/schemas/create-machine-input';
import type { CliCommand } from '../../command';
import { findImage } from '../../find-image';
import { findNetwork } from '../../find-network';
import { findPackage } from '../../find-package';
import { timeoutMsOf, WAIT_OPTIONS } from '../../finish';
import { parseDisks } from '../../parse-disks';
import { parsePairs } from '../../parse-pairs';
import { waitForJob } from '../../wait-for-job';

export const createInstance: CliCommand = {
  name: 'create',
  summary: 'Create an instance.',
  arguments: '<image> <package>',
  options: [
    { flags: '-n, --name <name>', description: 'Instance name. If not given, a random one is made.' },
    { flags: '--disks <data>', description: 'Configure disks in a flexible disk instance.', repeatable: true },
    { flags: '--disk <data>', description: 'The same as --disks.', repeatable: true, hidden: true },
    { flags: '-N, --network <network>', description: 'A network to be on; may be repeated.', repeatable: true },
    { flags: '-m, --metadata <pair>', description: 'KEY=VALUE; may be repeated.', repeatable: true },
    { flags: '-t, --tag <pair>', description: 'KEY=VALUE; may be repeated.', repeatable: true },
    { flags: '--deletion-protection', description: 'Protect the instance and its disks against deletion.' },
    { flags: '-j, --json', description: 'JSON output.' },
    ...WAIT_OPTIONS,
  ],
  help: `Create an instance.

Usage:
    triton instance create [OPTIONS] IMAGE PACKAGE

Create options:
    -n, --name=NAME     Instance name. If not given, one is made from its id.
    -N, --network=NETWORK
                        A network to be on: name, id or short id. May be
                        repeated. Default: the public networks.
    --disks=DATA
                Configure disks in a flexible disk instance. DATA is a JSON
                object (if the first character is "{"), a JSON list of such
                objects, or "@FILE" to have disks loaded from FILE. May be
                repeated. The first disk is the boot disk; without a size it
                has that of the image. A size is in mebibytes, a text with a
                unit ("20G"), or "remaining".
    -m, --metadata=KEY=VALUE
    -t, --tag=KEY=VALUE
    --deletion-protection
                        Refuse to delete the instance or its disks.

Other options:
    -h, --help          Show this help.
    -w, --wait          Block until the instance is running.
    --wait-timeout=SECONDS
                        Give up waiting after so many seconds (120).
    -j, --json          JSON output.

Where IMAGE is an image name, name@version, id or short id, and PACKAGE a
package name, id or short id.

Examples:
    triton instance create -w -n db0 ubuntu-certified-20.04 b4-highcpu-bhyve-3.75g \\
        --disks '[{}, {"size": 20480}, {"size": "remaining"}]'
`,
  async run(session, [image = '', pkg = ''], options) {
    const disks = [...listOf(options.disks), ...listOf(options.disk)];
    const input: CreateMachineInput = {
      ...(options.name ? { name: String(options.name) } : {}),
      image: (await findImage(session, image)).id,
      package: (await findPackage(session, pkg)).id,
      ...(disks.length > 0 ? { disks: parseDisks(disks) } : {}),
      ...(options.deletionProtection ? { deletion_protection: true } : {}),
      ...parsePairs('metadata', listOf(options.metadata)),
      ...parsePairs('tag', listOf(options.tag)),
    };
    const wishes = listOf(options.network);
    if (wishes.length > 0) {
      input.networks = await Promise.all(wishes.map(async (text) => (await findNetwork(session, text)).id));
    }
    const machine = await session.cloudapi.createMachine(input);
    if (options.json) session.print(JSON.stringify(machine));
    else session.print(`Creating instance ${machine.name} (${machine.id}, ${image}, ${pkg})`);
    if (!options.wait) return;

    const started = Date.now();
    const [job] = await session.cloudapi.listMachineJobs(machine.id);
    if (job) await waitForJob(session, machine.id, job.uuid, timeoutMsOf(options));
    if (options.json) session.print(JSON.stringify(await session.cloudapi.getMachine(machine.id)));
    else
      session.print(
        `Created instance ${machine.name} (${machine.id}) in ${((Date.now() - started) / 1000).toFixed(1)}s`,
      );
  },
};

function listOf(option: unknown): string[] {
  return Array.isArray(option) ? option.map(String) : [];
}
