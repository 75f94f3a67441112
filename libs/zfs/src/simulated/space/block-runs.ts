import { POINTERS_PER_INDIRECT, type BlockMap } from './block-map';
import type { RangeMap } from './range-map';

/** Consecutive blocks of one level with the same birth and the same allocated size. */
export interface Run {
  readonly level: number;
  readonly start: number;
  readonly end: number;
  readonly birth: number;
  readonly bytesEach: number;
}

/** What a dataset of some kind allocates; bytes. `bodyBytes` is what an empty one holds besides its root. */
export interface Geometry {
  readonly blockBytes: number;
  readonly rootBytes: number;
  readonly bodyBytes: number;
}

const ROOT_LEVEL = -2;
const BODY_LEVEL = -1;

/** Every allocated block, as few runs as possible, by level and position. */
export function runsOf(map: BlockMap, { blockBytes, rootBytes, bodyBytes }: Geometry): Run[] {
  const runs: Run[] = [
    { level: ROOT_LEVEL, start: 0, end: 1, birth: map.root, bytesEach: rootBytes },
    { level: BODY_LEVEL, start: 0, end: 1, birth: map.body, bytesEach: bodyBytes },
  ];
  for (const [level, ranges] of map.levels.entries()) {
    const below = map.levels[level - 1];
    if (below === undefined) {
      for (const [start, end, birth] of ranges) runs.push({ level, start, end, birth, bytesEach: blockBytes });
    } else {
      for (const { start, end, birth, pointers } of indirects(ranges, below)) {
        runs.push({ level, start, end, birth, bytesEach: indirectBytes(level, pointers) });
      }
    }
  }
  return runs;
}

export function bytesOf(runs: readonly Run[], bornAfter = -1): number {
  return runs.reduce(
    (sum, { start, end, birth, bytesEach }) => sum + (birth > bornAfter ? (end - start) * bytesEach : 0),
    0,
  );
}

/** The runs of `a` that are not also in `b`: same place and same birth are the same block on disk. */
export function runsOnlyIn(a: readonly Run[], b: readonly Run[]): Run[] {
  const only: Run[] = [];
  let at = 0;
  for (const run of a) {
    let from = run.start;
    while (at < b.length && isBefore(b[at] as Run, run)) at += 1;
    for (let next = at; next < b.length && from < run.end; next += 1) {
      const other = b[next] as Run;
      if (other.level !== run.level || other.start >= run.end) break;
      if (other.birth !== run.birth) continue;
      if (other.start > from) only.push({ ...run, start: from, end: other.start });
      from = Math.max(from, other.end);
    }
    if (from < run.end) only.push({ ...run, start: from });
  }
  return only;
}

function isBefore(a: Run, b: Run): boolean {
  return a.level < b.level || (a.level === b.level && a.end <= b.start);
}

interface Indirects {
  start: number;
  end: number;
  birth: number;
  pointers: number;
}

/** Splits the ranges of a level where the number of blocks below changes; full blocks in a row stay together. */
function indirects(ranges: RangeMap, below: RangeMap): Indirects[] {
  const result: Indirects[] = [];
  let at = 0;
  for (const [start, end, birth] of ranges) {
    for (let group = start; group < end;) {
      const [first, last] = [group * POINTERS_PER_INDIRECT, (group + 1) * POINTERS_PER_INDIRECT];
      while (at < below.length && (below[at]?.[1] ?? 0) <= first) at += 1;
      const [from = Infinity, to = Infinity] = below[at] ?? [];
      const whole = from <= first ? Math.min(end, Math.floor(to / POINTERS_PER_INDIRECT)) - group : 0;
      if (whole > 0) {
        result.push({ start: group, end: group + whole, birth, pointers: POINTERS_PER_INDIRECT });
        group += whole;
        continue;
      }
      let pointers = 0;
      for (let next = at; next < below.length && (below[next]?.[0] ?? last) < last; next += 1) {
        const [low, high] = below[next] as readonly [number, number, number];
        pointers += Math.min(high, last) - Math.max(low, first);
      }
      result.push({ start: group, end: group + 1, birth, pointers });
      group += 1;
    }
  }
  return result;
}

/**
 * Bytes an indirect block with that many pointers takes: compressed, whole 512-byte sectors, two copies. Fitted to what OpenZFS
 * 2.1.11 allocated for volumes written with random data; checksums do not compress, the rest of a pointer nearly vanishes.
 */
function indirectBytes(level: number, pointers: number): number {
  if (pointers === 0) return 0;
  const compressed = level === 1 ? 520 + 39.9 * pointers : 400 + 49 * pointers;
  return 2 * 512 * Math.ceil(compressed / 512);
}
