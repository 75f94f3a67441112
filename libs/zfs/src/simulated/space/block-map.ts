import { assignRange, removeRange, type RangeMap } from './range-map';

export const POINTERS_PER_INDIRECT = 1024;
/** The head of a volume's tree holds that many pointers itself; only beyond them is there an indirect block. */
const POINTERS_OF_A_DNODE = 3;

/**
 * The blocks of one dataset at one moment, each with the transaction that wrote it. `root` is the object set itself,
 * `body` its few objects besides the data. `levels[0]` is the data, every level above it the indirect blocks that point to
 * the level below: block `i` points to blocks `1024 i … 1024 i + 1023`. Copy on write renews a block's whole ancestry.
 */
export interface BlockMap {
  readonly root: number;
  readonly body: number;
  readonly levels: readonly RangeMap[];
}

export function newBlockMap(birth: number): BlockMap {
  return { root: birth, body: birth, levels: [[]] };
}

/** A change of the dataset that touches none of its data, like a new volume size. */
export function touchBody(map: BlockMap, birth: number): BlockMap {
  return { ...map, root: birth, body: birth };
}

export function writeBlocks(map: BlockMap, start: number, end: number, birth: number): BlockMap {
  const levels: RangeMap[] = [];
  let [from, to] = [start, end];
  for (let level = 0; level < map.levels.length || covered(levels) > POINTERS_OF_A_DNODE; level += 1) {
    levels.push(assignRange(map.levels[level] ?? newLevel(levels, birth), from, to, birth));
    [from, to] = [Math.floor(from / POINTERS_PER_INDIRECT), Math.ceil(to / POINTERS_PER_INDIRECT)];
  }
  return { root: birth, body: birth, levels };
}

/** Frees every block from `start` on: what shrinking a volume does. */
export function truncateBlocks(map: BlockMap, start: number, birth: number): BlockMap {
  const levels: RangeMap[] = [];
  let keep = start;
  let edgeChanged = false;
  for (const ranges of map.levels) {
    const cut = removeRange(ranges, keep, Infinity);
    levels.push(edgeChanged ? renewEdge(cut, keep - 1, levels.at(-1) ?? [], birth) : cut);
    const keepAbove = Math.ceil(keep / POINTERS_PER_INDIRECT);
    const end = keepAbove * POINTERS_PER_INDIRECT;
    edgeChanged ||= ranges.some(([from, to]) => to > keep && from < end);
    keep = keepAbove;
  }
  return { root: birth, body: birth, levels };
}

/** The last indirect block that stays lost pointers: it is written anew, or freed when it has none left. */
function renewEdge(ranges: RangeMap, edge: number, below: RangeMap, birth: number): RangeMap {
  const [first, end] = [edge * POINTERS_PER_INDIRECT, (edge + 1) * POINTERS_PER_INDIRECT];
  const hasPointers = below.some(([from, to]) => to > first && from < end);
  return hasPointers ? assignRange(ranges, edge, edge + 1, birth) : removeRange(ranges, edge, edge + 1);
}

// A tree that grows a level keeps the blocks it has; the new top points to all of them.
function newLevel(levels: readonly RangeMap[], birth: number): RangeMap {
  let map: RangeMap = [];
  for (const [from, to] of levels.at(-1) ?? []) {
    map = assignRange(map, Math.floor(from / POINTERS_PER_INDIRECT), Math.ceil(to / POINTERS_PER_INDIRECT), birth);
  }
  return map;
}

/** How many blocks the top of `levels` spans, counted from block 0. */
function covered(levels: readonly RangeMap[]): number {
  return levels.at(-1)?.at(-1)?.[1] ?? 0;
}
