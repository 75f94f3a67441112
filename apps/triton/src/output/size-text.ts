/** Mebibytes as a person reads them: `512M`, `10G`, `1.5T`. */
export function sizeText(sizeMib: number): string {
  if (sizeMib < 1024) return `${sizeMib}M`;
  const [size, unit] = sizeMib < 1024 * 1024 ? [sizeMib / 1024, 'G'] : [sizeMib / (1024 * 1024), 'T'];
  return `${Number(size.toFixed(1))}${unit}`;
}
