import type { WantedSpace } from './wanted-space';

export interface Candidate {
  uuid: string;
  running: boolean;
  setup: boolean;
  reserved: boolean;
  bhyveCapable: boolean;
  /** Null: has not reported yet. What is promised to others is taken off already. */
  freeDiskMib: number | null;
  freeRamMib: number | null;
  wanted: WantedSpace;
}

export interface Choice {
  /** Undefined: none can hold the VM. */
  chosen: string | undefined;
  /** All that could, best first. */
  remaining: string[];
  /** Why each of the others cannot. */
  refused: Map<string, string>;
}

/**
 * The server with the most unreserved disk: flexible instances are there to grow, and nothing makes room on a packed
 * node but moving VMs away. `preferred` wins when it can hold the VM: it is where the VM was placed before.
 */
export function chooseServer(candidates: readonly Candidate[], preferred?: string): Choice {
  const refused = new Map<string, string>();
  const able = candidates.filter((candidate) => {
    const reason = whyNot(candidate);
    if (reason !== undefined) refused.set(candidate.uuid, reason);
    return reason === undefined;
  });
  const remaining = able.sort(byRoom).map(({ uuid }) => uuid);
  const chosen = preferred !== undefined && remaining.includes(preferred) ? preferred : remaining[0];
  return { chosen, remaining, refused };
}

function whyNot({ running, setup, reserved, bhyveCapable, freeDiskMib, freeRamMib, wanted }: Candidate) {
  if (!running) return 'is not running';
  if (!setup) return 'is not set up';
  if (reserved) return 'is reserved';
  if (!bhyveCapable) return 'can not run bhyve';
  if (freeDiskMib === null || freeRamMib === null) return 'has not reported its space yet';
  if (freeDiskMib < wanted.diskMib) return shortage('disk', wanted.diskMib, freeDiskMib);
  if (freeRamMib < wanted.ramMib) return shortage('memory', wanted.ramMib, freeRamMib);
  return undefined;
}

function shortage(what: string, wantedMib: number, freeMib: number): string {
  return `needs ${wantedMib} MiB of ${what} and has ${Math.max(0, freeMib)} MiB unreserved`;
}

function byRoom(one: Candidate, other: Candidate): number {
  return (
    (other.freeDiskMib ?? 0) - (one.freeDiskMib ?? 0) ||
    (other.freeRamMib ?? 0) - (one.freeRamMib ?? 0) ||
    (one.uuid < other.uuid ? -1 : 1)
  );
}
