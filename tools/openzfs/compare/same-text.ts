import { POOL_BYTES } from './tolerance';

/** Help that is printed after the usage of a command: its text is not simulated, where it starts is. */
const HELP = /(The following properties are supported:|where 'command' is one of the following:)[^]*$/;
const UNITS = ' KMGTPE';

/** Whether two outputs say the same: sizes may differ by `slackBytes`, or what a number for people rounds away. */
export function sameText(real: string, simulated: string, slackBytes: number): boolean {
  const [a, b] = [trimmed(real), trimmed(simulated)];
  if (a === b) return true;
  if (slackBytes === 0 && a.length !== b.length) return false;
  // Where a number is longer, its column is wider.
  const [left, right] = [a.split(/\s+/), b.split(/\s+/)];
  return left.length === right.length && left.every((word, index) => sameWord(word, right[index] ?? '', slackBytes));
}

/**
 * zfs names children, newer snapshots and clones in the order of the kernel's hashes, which depends on the pool: of the
 * lines of a complaint, the order is not compared.
 */
export function sameComplaint(real: string, simulated: string): boolean {
  const normal = (text: string): string => trimmed(text).split('\n').sort().join('\n');
  return normal(real) === normal(simulated);
}

function sameWord(a: string, b: string, slackBytes: number): boolean {
  if (a === b) return true;
  const [left, right] = [sizeOf(a), sizeOf(b)];
  if (left === undefined || right === undefined) return false;
  const difference = Math.abs(left.bytes - right.bytes);
  const isOfThePool = left.bytes > 1024 ** 4 && right.bytes > 1024 ** 4;
  if (isOfThePool) return difference <= POOL_BYTES + left.roundedBytes;
  return slackBytes > 0 && difference <= slackBytes + left.roundedBytes;
}

/** `2.19M`: the bytes, and how many of them the last digit stands for. */
function sizeOf(word: string): { bytes: number; roundedBytes: number } | undefined {
  const [, digits, fraction = '', unit = ''] = /^(\d+)(\.\d+)?([KMGTPEB]?)$/.exec(word) ?? [];
  if (digits === undefined) return undefined;
  const scale = 1024 ** Math.max(0, UNITS.indexOf(unit));
  const last = unit === '' || unit === 'B' ? 0 : scale / 10 ** Math.max(0, fraction.length - 1);
  return { bytes: Number(digits + fraction) * scale, roundedBytes: last };
}

function trimmed(text: string): string {
  return text.replace(HELP, '$1').trimEnd();
}
