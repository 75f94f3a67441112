import { CommandFailure } from '../command-failure';
import { checkDatasetName } from '../dataset-name';
import { newDataset } from '../new-dataset';
import { parseOptions } from '../parse-options';
import type { PoolTransaction } from '../pool-transaction';
import { automaticReservation } from '../properties/automatic-reservation';
import { checkAssignment, type Assignment } from '../properties/check-assignment';
import { parseSize } from '../properties/parse-size';
import { createAncestors } from './create-ancestors';
import { usageFailure } from '../usage-failure';
import { parseAssignments } from '../parse-assignments';
import { applyAtCreation } from './apply-at-creation';

const USAGE =
  'create [-Pnpuv] [-o property=value] ... <filesystem>\n\tcreate [-Pnpsv] [-b blocksize] [-o property=value] ... -V <size> <volume>';
const DEFAULT_VOLBLOCKSIZE = '8192';

/** `zfs create`. A volume reserves what it may come to need unless it is sparse or says otherwise. */
export function create(tx: PoolTransaction, args: readonly string[]): string {
  const { flags, values, operands } = parseOptions(args, 'Pnpsuvb:o:V:', USAGE);
  const [name, ...more] = operands;
  if (name === undefined) throw usageFailure('missing dataset argument', USAGE);
  if (more.length > 0) throw usageFailure('too many arguments', USAGE);
  const texts = parseAssignments(values.get('o') ?? []);
  const size = values.get('V')?.at(-1);
  const blockSize = values.get('b')?.at(-1);
  if (blockSize !== undefined) texts.set('volblocksize', blockSize);
  if (flags.has('s') && size === undefined)
    throw usageFailure("'-s' and '-b' can only be used when creating a volume", USAGE);
  const isVolume = size !== undefined;
  const properties = isVolume ? planVolume(tx, name, size, texts, flags.has('s')) : texts;
  if (!flags.has('n')) make(tx, name, isVolume, properties, flags.has('p'));
  return flags.has('v') || flags.has('n') ? report(name, properties, flags) : '';
}

/** All properties of the volume: its size in whole blocks, what was asked for, and a reservation. */
function planVolume(
  tx: PoolTransaction,
  name: string,
  size: string,
  texts: ReadonlyMap<string, string>,
  sparse: boolean,
): Map<string, string> {
  const fail = (why: string): never => {
    throw new CommandFailure(`cannot create '${name}': ${why}`);
  };
  const asked = parseSize(size);
  if (typeof asked !== 'number') throw new CommandFailure(`bad volume size '${size}': ${asked.fault}`, 2);
  const checked = checkAssignment('volblocksize', texts.get('volblocksize') ?? DEFAULT_VOLBLOCKSIZE, {
    type: 'volume',
    exists: false,
  });
  if ('fault' in checked) return fail(checked.fault);
  const volblocksize = Number(checked.value);
  const volsize = Math.ceil(asked / volblocksize) * volblocksize;
  if (volsize === 0) return fail(`'volsize' cannot be zero`);
  const properties = new Map([['volsize', String(volsize)], ...texts]);
  if (!tx.findPool(name.split('/', 1)[0] as string)) return fail(`no such pool '${name.split('/', 1)[0]}'`);
  const automatic = String(automaticReservation(tx, { name, volblocksize }, volsize));
  if (properties.get('refreservation') === 'auto' || (!sparse && !properties.has('refreservation')))
    properties.set('refreservation', automatic);
  return properties;
}

function make(
  tx: PoolTransaction,
  name: string,
  isVolume: boolean,
  texts: ReadonlyMap<string, string>,
  parents: boolean,
): void {
  const fail = (why: string): never => {
    throw new CommandFailure(`cannot create '${name}': ${why}`);
  };
  checkDatasetName(name, 'cannot create');
  const type = isVolume ? 'volume' : 'filesystem';
  const assignments: Assignment[] = [];
  for (const [property, text] of texts) {
    const checked = checkAssignment(property, text, { type, exists: false });
    if ('fault' in checked) return fail(checked.fault);
    assignments.push(checked);
  }
  if (parents) createAncestors(tx, name);
  if (tx.find(name)) {
    if (parents) return;
    return fail('dataset already exists');
  }
  if (!tx.findPool(name.split('/', 1)[0] as string)) return fail(`no such pool '${name.split('/', 1)[0]}'`);
  const parent = tx.parentOf(name);
  if (parent === undefined) return fail('parent does not exist');
  if (parent.type !== 'filesystem') return fail('parent is not a filesystem');
  const numberOf = (property: string): number => Number(assignments.find((one) => one.name === property)?.value);
  const sizes = isVolume
    ? { volsize: numberOf('volsize'), volblocksize: numberOf('volblocksize') || Number(DEFAULT_VOLBLOCKSIZE) }
    : {};
  tx.save(newDataset(tx, { name, type, ...sizes }));
  applyAtCreation(tx, name, assignments);
}

function report(name: string, texts: ReadonlyMap<string, string>, flags: ReadonlySet<string>): string {
  const lines = [...texts].map(([property, value]) =>
    flags.has('P') ? `property\t${property}\t${value}\n` : `\t${property} = ${value}\n`,
  );
  const verb = flags.has('n') ? 'would create' : 'create';
  return (flags.has('P') ? `create\t${name}\n` : `${verb} ${name}\n`) + lines.join('');
}
