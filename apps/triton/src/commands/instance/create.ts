import type { CreateMachineInput } from '@triton/schemas/create-machine-input';
import { createInput } from '../../arguments/create-input';
import { listOf } from '../../arguments/list-of';
import type { CloudCommand } from '../../command';
import { JobFailedError } from '../../job-failed-error';
import { findImage } from '../../lookup/find-image';
import { findNetwork } from '../../lookup/find-network';
import { findPackage } from '../../lookup/find-package';
import { seconds } from '../../output/seconds';
import type { Session } from '../../session';
import { waitForJob } from '../../wait/wait-for-job';
import { waitLimit } from '../../wait/wait-limit';
import { WAIT_OPTIONS } from '../../wait/wait-options';

export const createInstance: CloudCommand = {
  name: 'create',
  summary: 'Create an instance.',
  arguments: '<image> <package>',
  options: [
    { flags: '-n, --name <name>', description: 'Instance name. If not given, a random one is made.' },
    { flags: '--disks <data>', description: 'Configure disks in a flexible disk instance.', repeatable: true },
    { flags: '--disk <data>', description: 'The same as --disks.', repeatable: true, hidden: true },
    { flags: '-N, --network <network>', description: 'A network to be on; may be repeated.', repeatable: true },
    {
      flags: '--nic <nic>',
      description: 'A network, and perhaps the address there; may be repeated.',
      repeatable: true,
    },
    { flags: '-b, --brand <brand>', description: 'Kind of the virtual machine.' },
    { flags: '-m, --metadata <pair>', description: 'KEY=VALUE; may be repeated.', repeatable: true },
    { flags: '-M, --metadata-file <pair>', description: 'KEY=FILE; may be repeated.', repeatable: true },
    { flags: '--script <file>', description: 'Metadata "user-script" from a file.' },
    { flags: '--cloud-config <file>', description: 'Metadata "cloud-init:user-data" from a file.' },
    { flags: '-t, --tag <pair>', description: 'KEY=VALUE; may be repeated.', repeatable: true },
    { flags: '-a, --affinity <rule>', description: 'Where to be placed; may be repeated.', repeatable: true },
    { flags: '--allow-shared-images', description: 'Allow images that others share.' },
    { flags: '--firewall', description: 'Switch the firewall on.' },
    { flags: '--dry-run', description: 'Say what would be done, and do nothing.' },
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
                object (if the first character is "{") or "@FILE" to have disks
                loaded from FILE. Either may also be a JSON list of disks, and
                --disks may be repeated; --disk is the same option.
                A disk has a "size": mebibytes, a text with a unit ("20G"), or
                "remaining". The first disk is the boot disk; without a size
                it has that of the image.
    --nic=ipv4_uuid=ID[,ipv4_ips=ADDRESS]
                        A network by its id, and the address to have there. May
                        be repeated.
    -b, --brand=BRAND   Kind of the virtual machine: bhyve.
    -m, --metadata=KEY=VALUE
    -t, --tag=KEY=VALUE
                        May be repeated. true, false and numbers are sent as
                        such.
    -M, --metadata-file=KEY=FILE
                        Metadata with the text of a file. May be repeated.
    --script=FILE       The same as -M user-script=FILE.
    --cloud-config=FILE The same as -M cloud-init:user-data=FILE.
    -a, --affinity=RULE Where to be placed: "instance!=web0". May be repeated.
    --allow-shared-images
                        Allow images that others share with the account.
    --firewall          Switch the firewall on.
    --deletion-protection
                        Refuse to delete the instance or its disks.

Other options:
    -h, --help          Show this help.
    --dry-run           Print what would be asked for, and do nothing.
    -w, --wait          Block until the instance is running.
    --wait-timeout=SECONDS
                        Give up waiting after so many seconds (120).
    -j, --json          JSON output.

Where IMAGE is an image name, name@version, id or short id, and PACKAGE a
package name, id or short id.

Examples:
    triton instance create -w -n db0 ubuntu-certified-20.04 \\
        b4-highcpu-bhyve-3.75g \\
        --disks '[{}, {"size": 20480}, {"size": "remaining"}]'
`,
  async run(session, [imageText = '', packageText = ''], options) {
    const limitMs = waitLimit(options);
    const given = await createInput(session, options);
    const [image, pkg, networks] = await Promise.all([
      findImage(session, imageText),
      findPackage(session, packageText),
      Promise.all(listOf(options.network).map((text) => findNetwork(session, text))),
    ]);
    const wishes = [...networks.map(({ id }) => id), ...(given.networks ?? [])];
    const input: CreateMachineInput = {
      ...given,
      image: image.id,
      package: pkg.id,
      ...(wishes.length > 0 ? { networks: wishes } : {}),
    };
    if (options.dryRun) return session.print(JSON.stringify(input, null, options.json ? 0 : 4));
    const machine = await session.cloudapi.createMachine(input);
    const { id, name } = machine;
    // With -j the result is one object: the instance as it is in the end.
    const say = options.json ? session.note : session.print;
    say(`Creating instance ${name} (${id}, ${image.name}@${image.version}, ${pkg.name})`);
    if (limitMs !== undefined) {
      const startedMs = performance.now();
      const jobUuid = await provisioningJob(session, id);
      await waitForJob(session, { machineId: id, jobUuid, limitMs });
      say(`Created instance ${name} (${id}) in ${seconds(performance.now() - startedMs)}`);
    }
    if (!options.json) return;
    session.print(JSON.stringify(limitMs === undefined ? machine : await session.cloudapi.getMachine(id)));
  },
};

/** The first operation of an instance is its own creation. */
async function provisioningJob({ cloudapi }: Session, machineId: string): Promise<string> {
  const job = (await cloudapi.listMachineJobs(machineId)).at(-1);
  if (!job) throw new JobFailedError('CloudAPI names no job of the instance, so there is nothing to wait for');
  return job.uuid;
}
