const POWERS = 'BKMGTPEZ';

/** Bytes of a size as zfs understands one (`10G`, `1.5t`, `512`, `64KiB`), or what is wrong with it. */
export function parseSize(text: string): number | { fault: string } {
  const match = /^(\d+(?:\.\d*)?|\.\d+)(.*)$/.exec(text);
  if (!match) return { fault: `bad numeric value '${text}'` };
  const [, digits = '', suffix = ''] = match;
  const upper = suffix.toUpperCase();
  const power = upper === '' ? 0 : POWERS.indexOf(upper[0] as string);
  const rest = upper.slice(1);
  const restIsFine = rest === '' || (power > 0 && (rest === 'B' || rest === 'IB'));
  if (power === -1 || !restIsFine) return { fault: `invalid numeric suffix '${suffix}'` };
  const bytes = Math.floor(Number(digits) * 1024 ** power);
  return bytes < 2 ** 64 ? bytes : { fault: 'numeric value is too large' };
}
