import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPool } from '@triton/zfs/simulated/create-pool';
import { SimulatedZfsHost } from '@triton/zfs/simulated-zfs-host';
import { percentile } from './percentile';

const FEW = 10;
const MANY = 10_000;
const VOLUMES_OF_A_VM = 4;
const ROUNDS = 300;
/** Enough commands for the journal of a pool to be folded into its files, small as the pool may be. */
const COMMANDS_OF_AN_OLD_POOL = 1500;
const GIB = 1024 ** 3;
const TIB = 1024 ** 4;
/** Only the ratio is looked at, and noise must not fail a run. */
const MOST = 1.5;

/** One command, in a pool of few and in one of many datasets. Microseconds are medians. */
export interface SimulatedCommandCost {
  command: string;
  fewUs: number;
  manyUs: number;
  ratio: number;
}

export interface SimulatedZfsReport {
  datasets: { few: number; many: number };
  costs: SimulatedCommandCost[];
  /** A command costs the same however many datasets there are: no ratio above 1.5. */
  met: boolean;
}

interface Measured {
  command: string;
  /** A new host each time, as a program of its own has, that knows nothing yet. */
  fresh?: true;
  run(host: SimulatedZfsHost, top: string, round: number): Promise<unknown>;
}

const COMMANDS: readonly Measured[] = [
  {
    command: 'zfs set',
    run: (host, top, round) => host.zfs(['set', `volsize=${(1 + (round % 2)) * GIB}`, `${top}/disk0`]),
  },
  { command: 'zfs get', run: (host, top) => host.zfs(['get', '-Hpo', 'value', 'used,available', `${top}/disk1`]) },
  {
    command: 'zfs list -r of a VM',
    run: (host, top) => host.zfs(['list', '-Hp', '-r', '-t', 'all', '-o', 'name,used,volsize', top]),
  },
  {
    command: 'zfs snapshot -r, zfs destroy -r',
    async run(host, top) {
      await host.zfs(['snapshot', '-r', `${top}@bench`]);
      await host.zfs(['destroy', '-r', `${top}@bench`]);
    },
  },
  {
    command: 'zfs create -V, zfs destroy',
    async run(host, top) {
      await host.zfs(['create', '-V', '1G', `${top}/disk9`]);
      await host.zfs(['destroy', `${top}/disk9`]);
    },
  },
  {
    command: 'zfs get of a new process',
    fresh: true,
    run: (host, top) => host.zfs(['get', '-Hpo', 'value', 'used,available', `${top}/disk1`]),
  },
];

/** Compares what commands cost in two simulated pools, turn by turn in one process, so that both see the same machine. */
export async function measureSimulatedZfs(): Promise<SimulatedZfsReport> {
  const directory = mkdtempSync(join(tmpdir(), 'triton-bench-zfs-'));
  try {
    const few = await makePool(join(directory, 'few'), FEW);
    const many = await makePool(join(directory, 'many'), MANY);
    const costs: SimulatedCommandCost[] = [];
    for (const measured of COMMANDS) costs.push(await compare(measured, few, many));
    return { datasets: { few: FEW, many: MANY }, costs, met: costs.every(({ ratio }) => ratio <= MOST) };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

interface Pool {
  root: string;
  top: string;
}

/** VMs of a zone root and four volumes each, and images; the VM to work on is in their middle. */
async function makePool(root: string, datasets: number): Promise<Pool> {
  await createPool({ root, name: 'zones', sizeBytes: 1024 * TIB, durable: false });
  const host = new SimulatedZfsHost({ root, durable: false });
  const vms = datasets / (VOLUMES_OF_A_VM + 1);
  for (let vm = 0; vm < vms; vm += 1) {
    await host.zfs(['create', '-o', 'quota=100G', '-o', 'reservation=100G', nameOf(vm)]);
    for (let disk = 0; disk < VOLUMES_OF_A_VM; disk += 1) {
      await host.zfs(['create', '-V', '1G', '-b', '8K', `${nameOf(vm)}/disk${disk}`]);
    }
  }
  const top = nameOf(Math.floor(vms / 2));
  for (let count = 0; count < COMMANDS_OF_AN_OLD_POOL; count += 1) await host.zfs(['set', `test:age=${count}`, top]);
  host.close();
  return { root, top };
}

function nameOf(vm: number): string {
  return `zones/vm${String(vm).padStart(5, '0')}`;
}

async function compare({ command, fresh, run }: Measured, few: Pool, many: Pool): Promise<SimulatedCommandCost> {
  const open = (root: string): SimulatedZfsHost => new SimulatedZfsHost({ root, durable: false });
  const pools = [few, many].map((pool) => ({
    ...pool,
    host: fresh ? undefined : open(pool.root),
    samples: [] as number[],
  }));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { root, host, top, samples } of pools) {
      const startedMs = performance.now();
      const used = host ?? open(root);
      await run(used, top, round);
      if (!host) used.close();
      samples.push((performance.now() - startedMs) * 1000);
    }
  }
  for (const { host } of pools) host?.close();
  const [fewUs = NaN, manyUs = NaN] = pools.map(({ samples }) => Math.round(percentile(samples, 50)));
  return { command, fewUs, manyUs, ratio: Math.round((manyUs / fewUs) * 100) / 100 };
}
