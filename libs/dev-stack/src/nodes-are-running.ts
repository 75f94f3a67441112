import { CnapiClient } from '@triton/clients/cnapi-client';
import type { SimulatedNode } from './simulated-node';
import { waitFor } from './wait-for';

const TIMEOUT_MS = 30_000;

/** Returns when CNAPI knows every node well enough to place a machine on it. */
export async function nodesAreRunning(cnapiUrl: string, nodes: readonly SimulatedNode[]): Promise<void> {
  const cnapi = new CnapiClient({ url: cnapiUrl });
  const uuids = nodes.map(({ serverUuid }) => serverUuid);
  try {
    await waitFor(
      'every compute node can take machines',
      async () => Object.keys(await cnapi.capacity(uuids)).length === uuids.length,
      { timeoutMs: TIMEOUT_MS },
    );
  } finally {
    cnapi.close();
  }
}
