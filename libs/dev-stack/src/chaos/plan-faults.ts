import type { ChaosFault, FaultKind } from './fault';
import { SeededRandom } from './seeded-random';

export interface FaultPlan {
  seed: number;
  seconds: number;
  /** Processes that may be killed and frozen. */
  services: readonly string[];
  /** Compute nodes, whose commands may go wrong. */
  nodes: readonly string[];
  /** What proxies stand before. */
  links: readonly string[];
}

/** On average; one fault may begin before another has ended. */
const EVERY_MS = 1_900;
/** What was mended gets so long to do something before it is hit again. */
const RESPITE_MS = 3_000;
/** Nothing is hit so shortly before the end: the last blow must have somebody to hit. */
const QUIET_MS = 500;

const WEIGHTS: Readonly<Record<FaultKind, number>> = {
  kill: 30,
  freeze: 9,
  restart: 12,
  flush: 12,
  cut: 14,
  slow: 7,
  'fail-command': 9,
  'crash-command': 9,
  'hang-command': 4,
};
/** Longer than a job's lease, a queue's lock and the life of a heartbeat. */
const PAST_EVERY_LEASE_MS = 16_000;
const CHANGES = ['^zfs set ', '^zfs set .*volsize', '^zfs create ', '^zfs destroy ', '^zfs set .*quota'];

/** All faults of a run, in order of time. The seed decides everything. */
export function planFaults(plan: FaultPlan): ChaosFault[] {
  const random = new SeededRandom(plan.seed);
  const freeAtMs = new Map<string, number>();
  const faults: ChaosFault[] = [];
  const endMs = plan.seconds * 1000 - QUIET_MS;
  for (let atMs = random.between(200, EVERY_MS); atMs < endMs; atMs += random.between(EVERY_MS / 4, EVERY_MS * 1.5)) {
    const fault = faultAt(random, Math.round(atMs), plan);
    const busy = `${fault.kind.endsWith('-command') ? 'commands of ' : ''}${fault.target}`;
    if ((freeAtMs.get(busy) ?? 0) > atMs) continue;
    freeAtMs.set(busy, atMs + fault.lastsMs + RESPITE_MS);
    faults.push(fault);
  }
  return faults;
}

function faultAt(random: SeededRandom, atMs: number, { services, nodes, links }: FaultPlan): ChaosFault {
  const kind = random.weighted(WEIGHTS);
  switch (kind) {
    case 'kill':
      return { atMs, kind, target: random.pick(services), lastsMs: random.between(0, 2_000) };
    case 'freeze': {
      const lastsMs = random.chance(0.5) ? PAST_EVERY_LEASE_MS + random.between(0, 4_000) : random.between(300, 4_000);
      return { atMs, kind, target: random.pick(services), lastsMs };
    }
    case 'restart': {
      const target = random.pick(['postgres', 'redis']);
      return { atMs, kind, target, lastsMs: random.between(0, 3_000), abruptly: random.chance(0.6) };
    }
    case 'flush':
      return { atMs, kind, target: 'redis', lastsMs: 0 };
    case 'cut':
      return { atMs, kind, target: random.pick(links), lastsMs: random.between(0, 2_000) };
    case 'slow': {
      const lastsMs = random.between(1_000, 5_000);
      return { atMs, kind, target: random.pick(links), lastsMs, delayMs: random.between(20, 250) };
    }
    case 'fail-command':
      return { atMs, kind, target: random.pick(nodes), lastsMs: 0, match: random.pick(CHANGES) };
    case 'crash-command':
      return {
        atMs,
        kind,
        target: random.pick(nodes),
        lastsMs: 0,
        match: random.pick(CHANGES),
        after: random.chance(0.5),
      };
    case 'hang-command':
      return {
        atMs,
        kind,
        target: random.pick(nodes),
        lastsMs: random.between(2_000, 12_000),
        match: random.pick(CHANGES),
      };
  }
}
