/** Blocks `start` up to but not `end`, all written in transaction `birth`. */
export type Range = readonly [start: number, end: number, birth: number];

/** Sorted, not overlapping; neighbours of the same birth are one range. */
export type RangeMap = readonly Range[];

/** `map` without the blocks from `start` up to `end`. */
export function removeRange(map: RangeMap, start: number, end: number): RangeMap {
  if (start >= end) return map;
  const left: Range[] = [];
  for (const range of map) {
    const [from, to, birth] = range;
    if (to <= start || from >= end) left.push(range);
    else {
      if (from < start) left.push([from, start, birth]);
      if (to > end) left.push([end, to, birth]);
    }
  }
  return left;
}

/** `map` with the blocks from `start` up to `end` born in `birth`. */
export function assignRange(map: RangeMap, start: number, end: number, birth: number): RangeMap {
  if (start >= end) return map;
  const rest = removeRange(map, start, end);
  const at = rest.findIndex(([from]) => from >= end);
  const before = at === -1 ? rest : rest.slice(0, at);
  const after = at === -1 ? [] : rest.slice(at);
  const previous = before.at(-1);
  const next = after[0];
  const joinsPrevious = previous !== undefined && previous[1] === start && previous[2] === birth;
  const joinsNext = next !== undefined && next[0] === end && next[2] === birth;
  const joined: Range = [joinsPrevious ? previous[0] : start, joinsNext ? next[1] : end, birth];
  return [...(joinsPrevious ? before.slice(0, -1) : before), joined, ...(joinsNext ? after.slice(1) : after)];
}
