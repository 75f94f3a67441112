import { readFileSync, readdirSync } from 'node:fs';

/** Linux counts in these everywhere Node runs (USER_HZ). */
const MS_PER_TICK = 10;

interface Usage {
  parentPid: number;
  ownMs: number;
  /** Of children that have ended. */
  endedChildrenMs: number;
}

/** CPU time in milliseconds of a process with all its children, since it began. 0 where /proc does not tell. */
export function processCpuMs(pid: number): number {
  const all = new Map<number, Usage>();
  for (const name of processDirectories()) {
    const usage = usageOf(name);
    if (usage) all.set(Number(name), usage);
  }
  const tree = [pid];
  // PostgreSQL works in children of the process that we started.
  for (const parent of tree) for (const [child, { parentPid }] of all) if (parentPid === parent) tree.push(child);
  return tree.reduce((sum, one) => sum + (all.get(one)?.ownMs ?? 0) + (all.get(one)?.endedChildrenMs ?? 0), 0);
}

function processDirectories(): string[] {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}

function usageOf(pid: string): Usage | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the name in brackets, which may hold anything; the third follows the last bracket.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ms = (...indexes: number[]) => indexes.reduce((sum, index) => sum + Number(fields[index]) * MS_PER_TICK, 0);
    return { parentPid: Number(fields[1]), ownMs: ms(11, 12), endedChildrenMs: ms(13, 14) };
  } catch {
    return undefined; // ended meanwhile
  }
}
