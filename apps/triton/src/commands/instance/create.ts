import type { CreateMachineInput } from '@triton/schemas/create-machine-input';
import { listOf } from '../../arguments/list-of';
import type { CloudCommand, Options } from '../../command';
import { JobFailedError } from '../../job-failed-error';
import { findImage } from '../../lookup/find-image';
import { findNetwork } from '../../lookup/find-network';
import { findPackage } from '../../lookup/find-package';
import { seconds } from '../../output/seconds';
import type { Session } from '../../session';
import { parsePairs } from '../../arguments/parse-pairs';
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
                object (if the first character is "{") or "@FILE" to have disks
                loaded from FILE. Either may also be a JSON list of disks, and
                --disks may be repeated; --disk is the same option.
                A disk has a "size": mebibytes, a text with a unit ("20G"), or
                "remaining". The first disk is the boot disk; without a size
                it has that of the image.
    -m, --metadata=KEY=VALUE
    -t, --tag=KEY=VALUE
                        May be repeated. true, false and numbers are sent as
                        such.
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
    triton instance create -w -n db0 ubuntu-certified-20.04 \\
        b4-highcpu-bhyve-3.75g \\
        --disks '[{}, {"size": 20480}, {"size": "remaining"}]'
`,
  async run(session, [imageText = '', packageText = ''], options) {
    const limitMs = waitLimit(options);
    const input = await parseOptions(options);
    const [image, pkg, networks] = await Promise.all([
      findImage(session, imageText),
      findPackage(session, packageText),
      Promise.all(listOf(options.network).map((text) => findNetwork(session, text))),
    ]);
    const machine = await session.cloudapi.createMachine({
      ...input,
      image: image.id,
      package: pkg.id,
      ...(networks.length > 0 ? { networks: networks.map(({ id }) => id) } : {}),
    });
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

async function parseOptions(options: Options): Promise<Omit<CreateMachineInput, 'image' | 'package'>> {
  const disks = [...listOf(options.disks), ...listOf(options.disk)];
  // Brings ajv, which takes a while to load.
  const parsed = disks.length > 0 ? (await import('../../arguments/parse-disks')).parseDisks(disks) : undefined;
  return {
    ...(options.name === undefined ? {} : { name: String(options.name) }),
    ...(parsed === undefined ? {} : { disks: parsed }),
    ...(options.deletionProtection ? { deletion_protection: true } : {}),
    ...parsePairs('metadata', listOf(options.metadata)),
    ...parsePairs('tag', listOf(options.tag)),
  };
}

/** The first operation of an instance is its own creation. */
async function provisioningJob({ cloudapi }: Session, machineId: string): Promise<string> {
  const job = (await cloudapi.listMachineJobs(machineId)).at(-1);
  if (!job) throw new JobFailedError('CloudAPI names no job of the instance, so there is nothing to wait for');
  return job.uuid;
}
