import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const MOST_BYTES = 16 * 1024;

/** The last lines of a log file, or what to say instead when there are none. */
export function logTail(path: string, lines = 20): string {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch {
    return '(no log)';
  }
  try {
    const { size } = fstatSync(file);
    const end = Buffer.alloc(Math.min(size, MOST_BYTES));
    readSync(file, end, 0, end.length, size - end.length);
    return end.toString('utf8').trimEnd().split('\n').slice(-lines).join('\n') || '(the log is empty)';
  } finally {
    closeSync(file);
  }
}
