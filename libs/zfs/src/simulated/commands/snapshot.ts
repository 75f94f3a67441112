import { CommandFailure } from '../command-failure';
import type { Dataset, Snapshot } from '../dataset';
import { nameFault } from '../dataset-name';
import { DATASETS, openSubject } from '../open-dataset';
import { parseOptions } from '../parse-options';
import type { PoolTransaction } from '../pool-transaction';
import { isUserProperty } from '../properties/property-table';
import { availableToCharge } from '../space/available';
import { changeBlocks } from '../space/change-blocks';
import { usageFailure } from '../usage-failure';
import { parseAssignments } from '../parse-assignments';

const USAGE = 'snapshot [-r] [-o property=value] ... <filesystem|volume>@<snap> ...';

/** `zfs snapshot`: all of the named snapshots or none, at one instant. */
export function snapshot(tx: PoolTransaction, args: readonly string[]): string {
  const { flags, values, operands } = parseOptions(args, 'ro:', USAGE);
  const texts = parseAssignments(values.get('o') ?? []);
  if (operands.length === 0) throw usageFailure('missing snapshot argument', USAGE);
  const targets = operands.flatMap((operand) => targetsOf(tx, operand, flags.has('r')));
  const properties = Object.fromEntries(texts);
  const faults = faultsOf(tx, targets, Object.keys(properties));
  if (faults.length > 0) {
    if (flags.has('r') || operands.length > 1) faults.push('no snapshots were created');
    throw new CommandFailure(faults.join('\n'));
  }
  for (const { name, short } of targets) {
    const dataset = tx.get(name);
    tx.saveSnapshotBlocks(`${name}@${short}`, dataset.blocks);
    tx.save(withSnapshot(tx, dataset, short, properties));
  }
  return '';
}

interface Target {
  readonly name: string;
  readonly short: string;
}

function targetsOf(tx: PoolTransaction, operand: string, recursive: boolean): Target[] {
  const at = operand.indexOf('@');
  if (at === -1) throw usageFailure('', USAGE);
  const name = operand.slice(0, at);
  const short = operand.slice(at + 1);
  const opened = openSubject(tx, name, DATASETS);
  if ('fault' in opened) throw usageFailure(opened.fault, USAGE);
  const family = recursive ? [...tx.family(name)] : [opened.dataset];
  return family.map((dataset) => ({ name: dataset.name, short }));
}

/** Why the snapshots cannot be taken, a line for each that cannot. */
function faultsOf(tx: PoolTransaction, targets: readonly Target[], properties: readonly string[]): string[] {
  for (const { name, short } of targets) {
    const fault = nameFault(`${name}@${short}`);
    if (fault !== undefined) return [`cannot create snapshot '${name}@${short}': ${fault}`];
  }
  if (
    new Set(targets.map(({ name }) => name)).size < new Set(targets.map(({ name, short }) => `${name}@${short}`)).size
  ) {
    return ['cannot create snapshots : multiple snapshots of same fs not allowed'];
  }
  if (!properties.every(isUserProperty)) {
    return ['cannot create snapshots : this property can not be modified for snapshots'];
  }
  return targets.flatMap(({ name, short }) => {
    const fault = faultOf(tx, tx.get(name), short);
    return fault === undefined ? [] : [`cannot create snapshot '${name}@${short}': ${fault}`];
  });
}

function faultOf(tx: PoolTransaction, dataset: Dataset, short: string): string | undefined {
  if (dataset.snapshots.some((one) => one.name === short)) return 'dataset already exists';
  // What was written becomes the snapshot's, and the reservation is whole again: so much must be there besides it.
  const held = Math.min(dataset.unique, dataset.refreservation);
  return held > availableToCharge(tx, dataset) ? 'out of space' : undefined;
}

function withSnapshot(
  tx: PoolTransaction,
  dataset: Dataset,
  name: string,
  properties: Snapshot['properties'],
): Dataset {
  const { referenced, volsize } = dataset;
  const taken: Snapshot = {
    name,
    txg: tx.txg,
    guid: tx.newGuid(),
    objsetid: tx.txg,
    creation: tx.now,
    referenced,
    unique: 0,
    properties,
    holds: [],
    ...(volsize !== undefined && { volsize }),
  };
  return changeBlocks({ ...dataset, snapshots: [...dataset.snapshots, taken] }, dataset.blocks);
}
