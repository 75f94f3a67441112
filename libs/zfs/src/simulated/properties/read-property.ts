import type { Dataset, Snapshot } from '../dataset';
import type { PoolTransaction } from '../pool-transaction';
import { availableToWrite } from '../space/available';
import { bytesOf, runsOf } from '../space/block-runs';
import { geometryOf } from '../space/change-blocks';
import { usedByRefreservation, usedBytes } from '../space/charge';
import { formatSize } from './format-size';
import { findProperty, isUserProperty, VOLBLOCKSIZE, type Property } from './property-table';

/** A dataset, or one of its snapshots. */
export interface Subject {
  readonly dataset: Dataset;
  readonly snapshot?: Snapshot;
}

/** A property as read: digits or a word, and where it comes from. */
export interface PropertyValue {
  readonly value: string;
  readonly source: string;
}

const NOT_APPLICABLE: PropertyValue = { value: '-', source: '-' };
const LIMITS = new Set(['quota', 'reservation', 'refquota', 'refreservation']);
const COUNT_LIMITS = new Set(['filesystem_limit', 'snapshot_limit', 'filesystem_count', 'snapshot_count']);
const NO_COUNT_LIMIT = '18446744073709551615';
const NOT_SIZES = new Set(['createtxg', 'guid', 'objsetid', 'userrefs', 'pbkdf2iters', 'version', 'copies']);

export function subjectName({ dataset, snapshot }: Subject): string {
  return snapshot ? `${dataset.name}@${snapshot.name}` : dataset.name;
}

/** The exact value, as under `-p`. A property that does not apply is `-`. */
export function readProperty(tx: PoolTransaction, subject: Subject, name: string): PropertyValue {
  if (name === 'name') return { value: subjectName(subject), source: '-' };
  const property = findProperty(name);
  if (property === undefined) return isUserProperty(name) ? readUserProperty(tx, subject, name) : NOT_APPLICABLE;
  if (!appliesTo(property, subject)) return NOT_APPLICABLE;
  const { dataset, snapshot } = subject;
  switch (property.kind) {
    case 'limit':
      return readLimit(dataset, property.name);
    case 'volsize':
      return stated((snapshot ?? dataset).volsize ?? '-', 'local');
    case 'created':
      return stated(dataset.volblocksize ?? 0, dataset.volblocksize === VOLBLOCKSIZE ? 'default' : '-');
    case 'fixed':
      return { value: property.initial, source: COUNT_LIMITS.has(name) || KEY_WORDS.has(name) ? 'default' : '-' };
    case 'plain':
      return readPlain(tx, dataset, property);
    case 'live':
      return stated(
        snapshot ? snapshotFact(tx, dataset, snapshot, property.name) : datasetFact(tx, dataset, property.name),
        '-',
      );
  }
}

const KEY_WORDS = new Set(['encryption', 'keylocation', 'keyformat', 'pbkdf2iters']);

/** The value as printed without `-p`. */
export function forPeople(name: string, value: string): string {
  const property = findProperty(name);
  if (property === undefined || value === '-') return value;
  if (LIMITS.has(property.name) && value === '0') return 'none';
  if (COUNT_LIMITS.has(property.name) && value === NO_COUNT_LIMIT) return 'none';
  if (property.name === 'creation') return localTime(Number(value));
  if (property.name.endsWith('compressratio')) return `${value}x`;
  if (!property.numeric || NOT_SIZES.has(property.name)) return value;
  return formatSize(Number(value), property.name === 'written' ? '' : 'B');
}

export function appliesTo(property: Property, { dataset, snapshot }: Subject): boolean {
  if (snapshot) return property.on.includes('snapshot') && (property.name !== 'volsize' || dataset.type === 'volume');
  return property.on.includes(dataset.type);
}

/** The nearest dataset at or above that has the property set, and the value there. */
function findSetting(tx: PoolTransaction, dataset: Dataset, name: string): { value: string; at: string } | undefined {
  for (let at: Dataset | undefined = dataset; at !== undefined; at = tx.parentOf(at.name)) {
    const value = at.properties[name];
    if (value !== undefined) return { value, at: at.name };
  }
  return undefined;
}

function readLimit(dataset: Dataset, name: string): PropertyValue {
  const value = dataset[name as 'quota'];
  return stated(value, value !== 0 || dataset.unlimited?.includes(name) ? 'local' : 'default');
}

function readPlain(tx: PoolTransaction, dataset: Dataset, property: Property): PropertyValue {
  const local = dataset.properties[property.name];
  if (local !== undefined) return { value: local, source: 'local' };
  const setting = property.inherited ? findSetting(tx, dataset, property.name) : undefined;
  if (property.name === 'mountpoint') return mountpoint(dataset.name, setting);
  if (setting) return { value: setting.value, source: `inherited from ${setting.at}` };
  return { value: property.initial, source: 'default' };
}

function mountpoint(name: string, setting: { value: string; at: string } | undefined): PropertyValue {
  if (setting === undefined) return { value: `/${name}`, source: 'default' };
  const isPath = setting.value.startsWith('/');
  const value = isPath ? `${setting.value.replace(/\/$/, '')}${name.slice(setting.at.length)}` : setting.value;
  return { value, source: `inherited from ${setting.at}` };
}

function readUserProperty(tx: PoolTransaction, { dataset, snapshot }: Subject, name: string): PropertyValue {
  const own = snapshot?.properties[name];
  if (own !== undefined) return { value: own, source: 'local' };
  const setting = findSetting(tx, dataset, name);
  if (setting === undefined) return NOT_APPLICABLE;
  const isLocal = snapshot === undefined && setting.at === dataset.name;
  return { value: setting.value, source: isLocal ? 'local' : `inherited from ${setting.at}` };
}

function stated(value: number | string, source: string): PropertyValue {
  return { value: String(value), source };
}

function datasetFact(tx: PoolTransaction, dataset: Dataset, name: string): number | string {
  switch (name) {
    case 'used':
      return usedBytes(dataset);
    case 'available':
      return availableToWrite(tx, dataset);
    case 'usedbysnapshots':
      return dataset.usedBySnapshots;
    case 'usedbydataset':
      return dataset.usedByHead;
    case 'usedbychildren':
      return dataset.usedByChildren;
    case 'usedbyrefreservation':
      return usedByRefreservation(dataset);
    case 'origin':
      return dataset.origin?.snapshot ?? '-';
    case 'written':
      return dataset.unique;
    case 'logicalused':
      return [...tx.family(dataset.name)].reduce((sum, { type, referenced }) => sum + logical(type, referenced), 0);
    case 'logicalreferenced':
      return logical(dataset.type, dataset.referenced);
    default:
      return commonFact(dataset, dataset.type, name);
  }
}

function snapshotFact(tx: PoolTransaction, dataset: Dataset, snapshot: Snapshot, name: string): number | string {
  switch (name) {
    case 'used':
      return snapshot.unique;
    case 'userrefs':
      return snapshot.holds.length;
    case 'written': {
      const previous = dataset.snapshots[dataset.snapshots.indexOf(snapshot) - 1] ?? dataset.origin;
      const runs = runsOf(tx.snapshotBlocks(`${dataset.name}@${snapshot.name}`), geometryOf(dataset));
      return bytesOf(runs, previous?.txg ?? 0);
    }
    case 'clones':
      return tx.clonesOf(`${dataset.name}@${snapshot.name}`).join(',') || '-';
    case 'logicalreferenced':
      return logical(dataset.type, snapshot.referenced);
    default:
      return commonFact({ ...snapshot, createtxg: snapshot.txg }, 'snapshot', name);
  }
}

interface CommonFacts {
  readonly creation: number;
  readonly referenced: number;
  readonly createtxg: number;
  readonly guid: string;
  readonly objsetid: number;
}

function commonFact(facts: CommonFacts, type: string, name: string): number | string {
  if (name === 'type') return type;
  if (name.endsWith('compressratio')) return '1.00';
  return facts[name as keyof CommonFacts] ?? '-';
}

/** Metadata compresses to half; data is taken as incompressible. */
function logical(type: string, referenced: number): number {
  const base = type === 'volume' ? 12 * 1024 : 24 * 1024;
  return referenced - base / 2;
}

function localTime(epochSeconds: number): string {
  const date = new Date(epochSeconds * 1000);
  const day = date.toLocaleDateString('en-US', { weekday: 'short' });
  const month = date.toLocaleDateString('en-US', { month: 'short' });
  const clock = `${String(date.getHours()).padStart(2)}:${String(date.getMinutes()).padStart(2, '0')}`;
  return `${day} ${month} ${String(date.getDate()).padStart(2)} ${clock} ${date.getFullYear()}`;
}
