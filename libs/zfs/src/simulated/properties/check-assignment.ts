import type { Dataset } from '../dataset';
import { formatSize } from './format-size';
import { parseSize } from './parse-size';
import { findProperty, isUserProperty, type Property } from './property-table';

/** A property with the value it shall get: bytes for sizes (`auto` for an automatic refreservation), else the word itself. */
export interface Assignment {
  readonly name: string;
  readonly value: number | string;
}

const NO_QUOTA = `use 'none' to disable quota/refquota`;

type Target = Pick<Dataset, 'type' | 'volblocksize'> & { readonly exists: boolean };

/** What is wrong with `name=text` for such a dataset, as zfs words it, or the assignment it means. */
export function checkAssignment(name: string, text: string, target: Target): Assignment | { fault: string } {
  if (isUserProperty(name)) return { name, value: text };
  const property = findProperty(name);
  if (property === undefined) return { fault: `invalid property '${name}'` };
  if (property.kind === 'live' || property.kind === 'fixed') return { fault: `'${property.name}' is readonly` };
  if (!property.on.includes(target.type))
    return { fault: `'${property.name}' does not apply to datasets of this type` };
  if (property.kind === 'created' && target.exists) return { fault: `'${property.name}' is readonly` };
  if (property.kind === 'plain') return checkWord(property, text);
  return checkSize(property.name, text, target);
}

function checkWord(property: Property, text: string): Assignment | { fault: string } {
  if (property.allowed && !property.allowed.test(text)) {
    return { fault: property.refusal ?? `'${property.name}' must be one of '${property.allowedText}'` };
  }
  if (property.name === 'recordsize') return checkRecordSize(text);
  return { name: property.name, value: text };
}

function checkRecordSize(text: string): Assignment | { fault: string } {
  const size = parseSize(text);
  if (typeof size !== 'number') return size;
  const fault = `'recordsize' must be power of 2 from 512B to 1M`;
  return isBlockSize(size) ? { name: 'recordsize', value: String(size) } : { fault };
}

function checkSize(name: string, text: string, target: Target): Assignment | { fault: string } {
  if (text === 'auto') return checkAuto(name, target);
  if (text === 'none' && !name.startsWith('vol')) return { name, value: 0 };
  const size = text === 'none' ? 0 : parseSize(text);
  if (typeof size !== 'number') return size;
  if (name.endsWith('quota') && size === 0) return { fault: NO_QUOTA };
  if (name === 'volblocksize' && !isBlockSize(size)) {
    return { fault: `'volblocksize' must be power of 2 from 512B to 1M` };
  }
  if (name === 'volsize' && target.exists && size % (target.volblocksize ?? 1) !== 0) {
    const block = formatSize(target.volblocksize ?? 0, 'B');
    return { fault: `'volsize' must be a multiple of volume block size (${block})` };
  }
  if (name === 'volsize' && target.exists && size === 0) return { fault: `'volsize' cannot be zero` };
  return { name, value: size };
}

function checkAuto(name: string, target: Target): Assignment | { fault: string } {
  // Read as 0, which these two do not take either.
  if (name.endsWith('quota')) return { fault: NO_QUOTA };
  if (name !== 'refreservation') return { fault: `'auto' is invalid value for '${name}'` };
  if (target.type !== 'volume') return { fault: `'refreservation=auto' only allowed on volumes` };
  return { name, value: 'auto' };
}

function isBlockSize(size: number): boolean {
  return size >= 512 && size <= 1024 * 1024 && Number.isInteger(Math.log2(size));
}
