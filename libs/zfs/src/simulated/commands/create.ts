import { CommandFailure } from '../command-failure';
import { nameFault } from '../dataset-name';
import { newDataset } from '../new-dataset';
import { parseAssignments } from '../parse-assignments';
import { parseOptions } from '../parse-options';
import type { PoolTransaction } from '../pool-transaction';
import { checkAssignment, type Assignment } from '../properties/check-assignment';
import { VOLBLOCKSIZE } from '../properties/property-table';
import { usageFailure } from '../usage-failure';
import { applyAtCreation } from './apply-at-creation';
import { checkPlace } from './check-place';
import { createAncestors } from './create-ancestors';
import { planVolume } from './plan-volume';

const USAGE =
  'create [-Pnpuv] [-o property=value] ... <filesystem>\n\tcreate [-Pnpsv] [-b blocksize] [-o property=value] ... -V <size> <volume>';

interface Created {
  readonly stdout: string;
  /** Warnings. */
  readonly stderr: string;
}

/** `zfs create`. A volume reserves what it may come to need unless it is sparse or says otherwise. */
export function create(tx: PoolTransaction, args: readonly string[]): Created {
  const { flags, values, operands } = parseOptions(args, 'Pnpsuvb:o:V:', USAGE, () => 'missing size argument');
  const size = values.get('V')?.at(-1);
  const blockSize = values.get('b')?.at(-1);
  const texts = parseAssignments([
    ...(values.get('o') ?? []),
    ...(blockSize === undefined ? [] : [`volblocksize=${blockSize}`]),
  ]);
  if ((flags.has('s') || blockSize !== undefined) && size === undefined)
    throw usageFailure("'-s' and '-b' can only be used when creating a volume", USAGE);
  if (flags.has('u') && size !== undefined)
    throw usageFailure("'-u' can only be used when creating a filesystem", USAGE);
  const [name, ...more] = operands;
  const type = size === undefined ? 'filesystem' : 'volume';
  if (name === undefined) throw usageFailure(`missing ${type} argument`, USAGE);
  if (more.length > 0) throw usageFailure('too many arguments', USAGE);

  if (flags.has('n') || size !== undefined) checkEarly(tx, name, type, texts, flags.has('n'));
  const volumeFirst = args.findIndex((arg) => arg.startsWith('-V')) < args.findIndex((arg) => arg.startsWith('-o'));
  const plan =
    size === undefined ? undefined : planVolume(tx, { name, size, texts, volumeFirst, sparse: flags.has('s') });
  const { properties, warning } = plan ?? { properties: texts, warning: '' };
  const verbose = flags.has('v') || flags.has('P');
  let stdout = '';
  if (flags.has('p') && nameFault(name) === undefined) {
    if (tx.find(name)?.type === type) return { stdout: '', stderr: warning };
    if (verbose) stdout += ancestorsLine(name, flags);
    if (!flags.has('n')) createAncestors(tx, name);
  }
  if (verbose) stdout += report(name, properties, flags);
  if (!flags.has('n')) make(tx, name, type, properties);
  return { stdout, stderr: warning };
}

/** Of volumes and dry runs, pool and properties are looked at before anything else. */
function checkEarly(
  tx: PoolTransaction,
  name: string,
  type: 'filesystem' | 'volume',
  texts: ReadonlyMap<string, string>,
  dryRun: boolean,
): void {
  const pool = name.split('/', 1)[0] as string;
  if (tx.findPool(pool) === undefined) throw new CommandFailure(`cannot open '${pool}': no such pool`);
  checkAll(type, texts, `cannot ${dryRun ? 'verify' : 'create'} '${name}'`);
}

function checkAll(
  type: 'filesystem' | 'volume',
  texts: ReadonlyMap<string, string>,
  sentence: string,
): readonly Assignment[] {
  return [...texts].map(([property, text]) => {
    const checked = checkAssignment(property, text, { type, exists: false });
    if ('fault' in checked) throw new CommandFailure(`${sentence}: ${checked.fault}`);
    return checked;
  });
}

function make(
  tx: PoolTransaction,
  name: string,
  type: 'filesystem' | 'volume',
  texts: ReadonlyMap<string, string>,
): void {
  checkPlace(tx, name);
  if (tx.find(name)) throw new CommandFailure(`cannot create '${name}': dataset already exists`);
  const assignments = checkAll(type, texts, `cannot create '${name}'`);
  const numberOf = (property: string): number => Number(assignments.find((one) => one.name === property)?.value);
  if (type === 'filesystem') tx.save(newDataset(tx, { name, type }));
  else {
    const sizes = { volsize: numberOf('volsize'), volblocksize: numberOf('volblocksize') || VOLBLOCKSIZE };
    if (sizes.volsize === 0) throw new CommandFailure(`cannot create '${name}': volume size cannot be zero`);
    tx.save(newDataset(tx, { name, type, ...sizes }));
  }
  // Unlike `zfs set` and `zfs clone`, this command hands `auto` to the kernel unresolved: more than any pool has.
  const unresolved = assignments.map((one) => (one.value === 'auto' ? { ...one, value: Infinity } : one));
  applyAtCreation(tx, name, unresolved);
}

function ancestorsLine(name: string, flags: ReadonlySet<string>): string {
  if (flags.has('P')) return `create_ancestors\t${name}\n`;
  return `${flags.has('n') ? 'would create' : 'create'} ancestors of ${name}\n`;
}

function report(name: string, texts: ReadonlyMap<string, string>, flags: ReadonlySet<string>): string {
  const lines = [...texts].map(([property, value]) =>
    flags.has('P') ? `property\t${property}\t${value}\n` : `\t${property}=${value}\n`,
  );
  const verb = flags.has('n') ? 'would create' : 'create';
  return (flags.has('P') ? `create\t${name}\n` : `${verb} ${name}\n`) + lines.join('');
}
