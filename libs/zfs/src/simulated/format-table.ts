export interface Heading {
  readonly text: string;
  /** Right-aligned. */
  readonly right: boolean;
  /** Characters of the column; as many as its longest cell has when left out. */
  readonly width?: number;
}

/** Lines of cells as zfs prints them. `scripted` is `-H`: no heading, one tab between cells. */
export function formatTable(
  headings: readonly Heading[],
  lines: readonly (readonly string[])[],
  scripted: boolean,
): string {
  if (scripted) return lines.map((cells) => `${cells.join('\t')}\n`).join('');
  const all = [headings.map(({ text }) => text), ...lines];
  const widths = headings.map(
    ({ width }, column) => width ?? Math.max(...all.map((cells) => cells[column]?.length ?? 0)),
  );
  const format = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => {
        if (headings[column]?.right) return cell.padStart(widths[column] ?? 0);
        return column === cells.length - 1 ? cell : cell.padEnd(widths[column] ?? 0);
      })
      .join('  ');
  return all.map((cells) => `${format(cells)}\n`).join('');
}
