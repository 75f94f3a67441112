import { cpus, release } from 'node:os';
import type { VmadmHost } from '@triton/vmadm/vmadm-host';
import type { Config } from '../config';
import { parseVdevs } from './parse-vdevs';

/** Cores of a simulated node, which runs nothing. */
const SIMULATED_CORES = 1024;
/** When the pool does not say. Larger sectors inflate a volume's reservation more, so this errs on the safe side. */
const USUAL_ASHIFT = 12;

/** What the node says of itself when it registers: the shipped names where there are some. */
export async function readSysinfo(config: Config, host: VmadmHost): Promise<Record<string, unknown>> {
  const { pool, zfs, onlineGrow } = host;
  const [status, ashift] = await Promise.all([
    zfs.host.zpool(['status', pool]),
    zfs.host.zpool(['list', '-Hpo', 'ashift', pool]),
  ]);
  const cores = config.simulation ? SIMULATED_CORES : cpus().length;
  return {
    UUID: config.serverUuid,
    Hostname: config.hostname,
    'Bhyve Capable': true,
    'Live Image': release(),
    'CPU Core Count': cores,
    'CPU Online Count': cores,
    'MiB of Memory': config.memoryMib,
    Setup: true,
    Zpool: pool,
    'Zpool Vdevs': parseVdevs(status.stdout, Number(ashift.stdout.trim()) || USUAL_ASHIFT),
    Capabilities: { online_grow: onlineGrow },
  };
}
