import { VmapiClient } from '@triton/clients/vmapi-client';
import { openDatabase } from '@triton/database/open-database';
import { createLogger } from '@triton/logging/create-logger';
import { makeMachines } from '../bench/make-machines';
import { seedData } from '../seed-data';
import type { Stack } from '../stack';
import { waitFor } from '../wait-for';
import { Answers } from './answers';
import type { ChaosOptions } from './chaos-options';
import type { ChaosReport } from './chaos-report';
import { countUnfinished, EndedJobs } from './ended-jobs';
import { countLeft, readJobs, readTasks, type SizedDisk } from './final-facts';
import { disksOf, finalMachines } from './final-machines';
import { History } from './history';
import { InvariantWatch } from './invariant-watch';
import { judgeHistory } from './judge-history';
import { Nemesis } from './nemesis';
import { planFaults } from './plan-faults';
import { reportOf } from './report-of';
import { runLoad } from './run-load';
import type { TcpProxy } from '@triton/config/tcp-proxy';

/** After this nobody will ever end what is still under way. */
const GIVE_UP_MS = 120_000;

export interface ChaosWorld {
  stack: Stack;
  proxies: ReadonlyMap<string, TcpProxy>;
  /** Lines about processes that ended unasked, as they come. */
  unexpectedEnds: readonly string[];
}

/** Breaks a running stack under load, mends it, and judges what came of it. */
export async function runChaos(world: ChaosWorld, options: ChaosOptions): Promise<ChaosReport> {
  const { stack } = world;
  const log = createLogger('chaos', { level: 'fatal' });
  const { db, close } = openDatabase<unknown>({ url: stack.urls.database, log, poolSize: 4 });
  const vmapi = new VmapiClient({ url: stack.urls.vmapi });
  const nemesis = new Nemesis(world);
  const history = new History(new Answers());
  let abandon: () => void = () => undefined;
  try {
    const made = await makeMachines(stack, options.vms);
    const machineIds = made.map(({ machineId }) => machineId).sort();
    const before = new Map<string, SizedDisk[]>();
    for (const id of machineIds) before.set(id, await disksOf(vmapi, id));
    const sizes = new Map([...before].map(([id, disks]) => [id, disks.map(({ sizeMib }) => sizeMib)]));

    const since = new Date();
    const budgetMib = seedData.flexiblePackage.quota;
    const watch = new InvariantWatch({ db, nodes: stack.nodes, budgetMib });
    abandon = () => watch.abandon();
    const jobs = new EndedJobs(db);
    let stopped = false;
    const load = runLoad({ stack, history, jobs, seed: options.seed, machineIds, sizes, stopped: () => stopped });
    load.catch(() => (stopped = true));
    const faults = await nemesis.run(planFaults(planOf(stack, options)), (fault) => sayFault(fault));
    const mendedMs = performance.now();
    stopped = true;
    await jobs.close();
    await load;
    await waitFor('every accepted operation has ended', async () => (await countUnfinished(db)) === 0, {
      timeoutMs: GIVE_UP_MS,
    }).catch(() => undefined); // the judge says which
    const settledAfterMs = Math.round(performance.now() - mendedMs);
    await waitFor('nothing is left at CNAPI', async () => (await countLeft(db)).leftTickets === 0, {
      timeoutMs: GIVE_UP_MS,
    }).catch(() => undefined);
    const watched = await watch.stop();
    const facts = {
      jobs: await readJobs(db, since),
      tasks: await readTasks(db, since),
      machines: await finalMachines(db, vmapi, stack.nodes, before),
      ...(await countLeft(db)),
    };
    const verdict = judgeHistory({ operations: history.operations, facts, returned: watched.returned });
    return reportOf({ options, since, history, faults, facts, watched, verdict, settledAfterMs, world });
  } finally {
    abandon();
    nemesis.close();
    vmapi.close();
    await close();
  }
}

function planOf({ names, nodes }: Stack, { seed, seconds }: ChaosOptions) {
  const services = names.filter((name) => name !== 'postgres' && name !== 'redis' && name !== 'papi');
  const links = ['postgres', 'redis', 'cnapi', 'vmapi'];
  return { seed, seconds, services, nodes: nodes.map(({ name }) => name), links };
}

function sayFault({ beganMs, mendedMs, kind, target, trouble }: Awaited<ReturnType<Nemesis['run']>>[number]): void {
  const span = `${(beganMs / 1000).toFixed(1)}–${(mendedMs / 1000).toFixed(1)} s`;
  console.log(`  ${span.padEnd(16)} ${kind} ${target}${trouble === undefined ? '' : `: ${trouble}`}`);
}
