import type { CreateMachineInput } from '@triton/schemas/create-machine-input';
import type { Options } from '../command';
import { quote } from '../output/quote';
import type { Terminal } from '../terminal';
import { UsageError } from '../usage-error';
import { listOf } from './list-of';
import { flatLabels, type Labels, parsePairs } from './parse-pairs';
import { readInputText } from './read-input-text';

type NetworkWish = NonNullable<CreateMachineInput['networks']>[number];

/** What the options of `instance create` ask for, but for what has to be looked up. */
export async function createInput(terminal: Terminal, options: Options): Promise<Partial<CreateMachineInput>> {
  const disks = [...listOf(options.disks), ...listOf(options.disk)];
  const nics = listOf(options.nic).map(parseNic);
  const affinity = listOf(options.affinity);
  // Brings ajv, which takes a while to load.
  const parsed = disks.length > 0 ? (await import('./parse-disks')).parseDisks(disks) : undefined;
  return {
    ...(options.name === undefined ? {} : { name: String(options.name) }),
    // The service knows which brands there are.
    ...(options.brand === undefined ? {} : ({ brand: String(options.brand) } as Pick<CreateMachineInput, 'brand'>)),
    ...(parsed === undefined ? {} : { disks: parsed }),
    ...(nics.length > 0 ? { networks: nics } : {}),
    ...(affinity.length > 0 ? { affinity } : {}),
    ...(options.allowSharedImages ? { allow_shared_images: true } : {}),
    ...(options.firewall ? { firewall_enabled: true } : {}),
    ...(options.deletionProtection ? { deletion_protection: true } : {}),
    ...parsePairs('metadata', listOf(options.metadata)),
    ...flatLabels('metadata', await textsOfFiles(terminal, options)),
    ...parsePairs('tag', listOf(options.tag)),
  };
}

async function textsOfFiles(terminal: Terminal, { metadataFile, script, cloudConfig }: Options): Promise<Labels> {
  const pairs = listOf(metadataFile).map((pair) => {
    const at = pair.indexOf('=');
    if (at < 1) throw new UsageError(`--metadata-file: ${quote(pair)} is not KEY=FILE`);
    return [pair.slice(0, at), pair.slice(at + 1)] as const;
  });
  const files = [
    ...pairs,
    ...(script === undefined ? [] : [['user-script', String(script)] as const]),
    ...(cloudConfig === undefined ? [] : [['cloud-init:user-data', String(cloudConfig)] as const]),
  ];
  const texts: Labels = {};
  for (const [key, file] of files) texts[key] = await readInputText(terminal, file);
  return texts;
}

/** `ipv4_uuid=ID,ipv4_ips=ADDRESS`, as the shipped command has it. */
function parseNic(text: string): NetworkWish {
  const fields = Object.fromEntries(text.split(',').map((pair) => pair.split(/=(.*)/s).slice(0, 2)));
  const { ipv4_uuid, ipv4_ips, ...others } = fields as Record<string, string | undefined>;
  const [odd] = Object.keys(others);
  if (ipv4_uuid === undefined || odd !== undefined) {
    throw new UsageError(`--nic: ${quote(text)} is not ipv4_uuid=ID or ipv4_uuid=ID,ipv4_ips=ADDRESS`);
  }
  return { ipv4_uuid, ...(ipv4_ips === undefined ? {} : { ipv4_ips: [ipv4_ips] }) };
}
