import { CnapiClient } from '@triton/clients/cnapi-client';
import { bearer } from './bearer';
import type { SimulatedNode } from './simulated-node';
import { waitFor } from './wait-for';

const TIMEOUT_MS = 30_000;

/** Returns when CNAPI knows every node well enough to place a machine on it. */
export async function nodesAreRunning(
  cnapiUrl: string,
  nodes: readonly SimulatedNode[],
  operatorToken: string,
): Promise<void> {
  const cnapi = new CnapiClient({ url: cnapiUrl, ...bearer(operatorToken) });
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
