import { readFileSync } from 'node:fs';
import { compile } from '@triton/schemas/validate';
import { type RequestedDisk, RequestedDisks } from '@triton/schemas/requested-disk';
import { quote } from '../output/quote';
import { UsageError } from '../usage-error';
import { parseSizeOrRemaining } from './parse-size';

const check = compile(RequestedDisks);

/**
 * The disks of `--disks`: JSON of one disk, of a list of disks, or of an object with a member `disks`; or @FILE with
 * such JSON in it. Given several times, the disks come one after the other. Sizes may carry a unit ("20G").
 */
export function parseDisks(data: readonly string[]): RequestedDisk[] {
  const wanted = data.flatMap((text) => listOf(readData(text))).map(withPlainSize);
  const { value, errors } = check(wanted);
  const [fault] = errors;
  if (fault) throw new UsageError(`--disks: ${fault.field === 'body' ? '' : `${fault.field} `}${fault.message}`);
  return value;
}

function readData(text: string): unknown {
  let json = text;
  if (text.startsWith('@')) {
    try {
      json = readFileSync(text.slice(1), 'utf8');
    } catch (cause) {
      throw new UsageError(`--disks: the file ${quote(text.slice(1))} can not be read: ${(cause as Error).message}`, {
        cause,
      });
    }
  }
  try {
    return JSON.parse(json);
  } catch (cause) {
    const what = text.startsWith('@')
      ? `the file ${quote(text.slice(1))} is not JSON`
      : `${quote(text)} is neither JSON nor @FILE`;
    throw new UsageError(`--disks: ${what}: ${(cause as Error).message}`, { cause });
  }
}

function listOf(data: unknown): unknown[] {
  if (Array.isArray(data)) return data;
  const inner = typeof data === 'object' && data !== null ? (data as { disks?: unknown }).disks : undefined;
  return Array.isArray(inner) ? inner : [data];
}

function withPlainSize(disk: unknown): unknown {
  if (typeof disk !== 'object' || disk === null || Array.isArray(disk)) return disk;
  const { size } = disk as { size?: unknown };
  return typeof size === 'string' ? { ...disk, size: parseSizeOrRemaining(size) } : disk;
}
