import { createServer } from 'node:net';

/** Everything that may listen, in the order of their ports from the base on. Compute nodes follow. */
const SERVICES = [
  ...['cloudapi', 'vmapi', 'cnapi', 'papi', 'adminui', 'portal'],
  ...['vmapi-runner', 'postgres', 'redis'],
];

export const DEFAULT_PORT_BASE = 8080;
// Below the range that the kernel takes for outgoing connections.
const ANY_FROM = 10_000;
const ANY_TO = 32_000;
const ATTEMPTS = 1000;

export interface PortWish {
  /** `any`: wherever there is room. A number: from there on; with `exactly`, or not at all. */
  base: number | 'any';
  exactly?: boolean;
}

export interface Ports {
  of(name: string): number;
  /** Names whose wished port was taken, so that they have another. */
  moved: readonly string[];
}

/** The port of every service and of each of `nodes` (`cn0`, `cn1`, …). They are free at this moment. */
export async function choosePorts(nodes: readonly string[], { base, exactly }: PortWish): Promise<Ports> {
  const chosen = new Map<string, number>();
  const moved: string[] = [];
  const taken: number[] = [];
  for (const [index, name] of [...SERVICES, ...nodes].entries()) {
    const wished = base === 'any' ? undefined : base + index;
    if (wished !== undefined && (await isFree(wished))) {
      chosen.set(name, wished);
      continue;
    }
    if (wished !== undefined) moved.push(name);
    if (wished !== undefined && exactly) taken.push(wished);
    else chosen.set(name, await anyFree(chosen));
  }
  if (taken.length > 0) {
    throw new Error(`port ${taken.join(', ')} of 127.0.0.1 cannot be had; choose another --port-base, or leave it out`);
  }
  return { of: (name) => portOf(chosen, name), moved };
}

function portOf(chosen: ReadonlyMap<string, number>, name: string): number {
  const port = chosen.get(name);
  if (port === undefined) throw new Error(`${name} has no port`);
  return port;
}

async function anyFree(chosen: ReadonlyMap<string, number>): Promise<number> {
  const others = new Set(chosen.values());
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    // Scattered, so that stacks that start at the same moment seldom want the same.
    const port = ANY_FROM + Math.floor(Math.random() * (ANY_TO - ANY_FROM));
    if (!others.has(port) && (await isFree(port))) return port;
  }
  throw new Error(`no free port between ${ANY_FROM} and ${ANY_TO}`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
