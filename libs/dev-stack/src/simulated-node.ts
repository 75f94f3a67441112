import { createHash } from 'node:crypto';
import { join } from 'node:path';

/** A compute node whose pool is a directory. */
export interface SimulatedNode {
  /** Also its hostname. */
  name: string;
  serverUuid: string;
  /** ZFS_SIM_ROOT. */
  poolDir: string;
  /** VMADM_ROOT. */
  zonesDir: string;
  /** AGENT_DIR. */
  agentDir: string;
}

/** `cn0`, `cn1`, …: the same names, uuids and places every time, so that a data directory can be used again. */
export function simulatedNodes(dataDir: string, count: number): SimulatedNode[] {
  return Array.from({ length: count }, (_, index) => {
    const name = `cn${index}`;
    const home = join(dataDir, 'nodes', name);
    return {
      name,
      serverUuid: uuidOf(name),
      poolDir: join(home, 'pool'),
      zonesDir: join(home, 'zones'),
      agentDir: join(home, 'agent'),
    };
  });
}

/** A uuid of version 8, made from the name. */
function uuidOf(name: string): string {
  const hash = createHash('sha256').update(`simulated node ${name}`).digest('hex');
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}
