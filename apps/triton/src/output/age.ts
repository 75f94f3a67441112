const STEPS: readonly [string, number][] = [
  ['y', 31_536_000],
  ['w', 604_800],
  ['d', 86_400],
  ['h', 3_600],
  ['m', 60],
  ['s', 1],
];

/** How long ago `created` (ISO 8601) was, in its largest unit: `3m`, `2y`; `-` when that is no date. */
export function age(created: string, now: Date = new Date()): string {
  if (Number.isNaN(Date.parse(created))) return '-';
  const seconds = Math.max(0, Math.floor((now.getTime() - Date.parse(created)) / 1000));
  const [unit, size] = STEPS.find(([, length]) => seconds >= length) ?? ['s', 1];
  return `${Math.floor(seconds / size)}${unit}`;
}
