const UNITS = ['', 'K', 'M', 'G', 'T', 'P', 'E'];

/** A number for people as zfs prints it: at most five characters, `24K`, `1.12G`, `101M`. */
export function formatSize(value: number, plainUnit: '' | 'B' = ''): string {
  let index = 0;
  for (let rest = value; rest >= 1024 && index < UNITS.length - 1; rest = Math.floor(rest / 1024)) index += 1;
  const unit = index === 0 ? plainUnit : (UNITS[index] as string);
  const scaled = value / 1024 ** index;
  if (Number.isInteger(scaled)) return `${scaled}${unit}`;
  for (const digits of [2, 1]) {
    const text = `${scaled.toFixed(digits)}${unit}`;
    if (text.length <= 5) return text;
  }
  return `${scaled.toFixed(0)}${unit}`;
}
