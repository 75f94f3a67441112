import { MIB } from '../bytes';
import type { VmConfig } from '../vm-config';
import type { VmadmHost } from '../vmadm-host';

type Row = Record<
  'name' | 'type' | 'quota' | 'reservation' | 'refquota' | 'refreservation' | 'volsize' | 'origin' | 'compression',
  string
>;

/** All that a VM is on its node, times left out. */
export interface VmState {
  config: Partial<VmConfig> | undefined;
  datasets: Row[];
}

const TIMES = ['create_timestamp', 'last_modified', 'boot_timestamp', 'exit_timestamp', 'settled_at', 'rolled_back_at'];

export async function vmState(host: VmadmHost, uuid: string): Promise<VmState> {
  const config = await host.configs.read(uuid);
  const timeless = config && Object.fromEntries(Object.entries(config).filter(([name]) => !TIMES.includes(name)));
  const rows = await host.zfs.list(
    host.pool,
    ['name', 'type', 'quota', 'reservation', 'refquota', 'refreservation', 'volsize', 'origin', 'compression'],
    { recursive: true, types: ['filesystem', 'volume', 'snapshot'] },
  );
  const root = `${host.pool}/${uuid}`;
  const datasets = rows.filter(
    ({ name }) => name === root || name.startsWith(`${root}/`) || name.startsWith(`${root}@`),
  );
  return { config: timeless, datasets };
}

/** What is wrong with the space of a VM that may be left as it is at any moment; empty: nothing. */
export function illegalities({ config, datasets }: VmState): string[] {
  const root = datasets.find(({ type }) => type === 'filesystem');
  if (!root) return [];
  const volumes = datasets.filter(({ type }) => type === 'volume');
  const reserved = volumes.reduce((total, row) => total + Number(row.refreservation), Number(root.refreservation));
  const [reservation, quota] = [Number(root.reservation), Number(root.quota)];
  const size = volumes.reduce((total, row) => total + Number(row.volsize), 0) / MIB;
  return [
    ...(config ? [] : ['datasets without a configuration']),
    ...(reserved > reservation ? [`${reserved} is reserved below a reservation of ${reservation}`] : []),
    ...(reservation > quota ? [`the reservation ${reservation} is above the quota ${quota}`] : []),
    ...(config?.flexible_disk_size && size > config.flexible_disk_size
      ? [`disks of ${size} MiB in ${config.flexible_disk_size} MiB`]
      : []),
  ];
}

/** What is wrong with a VM at rest beyond that: RFD 154's formula, to the byte, and disks that are what they seem. */
export function faults(state: VmState): string[] {
  const { config, datasets } = state;
  if (!config) return datasets.map(({ name }) => `${name} is left over`);
  const root = datasets.find(({ type }) => type === 'filesystem');
  const volumes = datasets.filter(({ type }) => type === 'volume');
  const md = volumes.reduce((total, row) => total + Number(row.refreservation) - Number(row.volsize), 0);
  const wanted = ((config.quota ?? 0) * 1024 + (config.flexible_disk_size ?? 0)) * MIB + md;
  const paths = (config.disks ?? []).map(({ path }) => path).sort();
  const zvols = volumes.map(({ name }) => `/dev/zvol/rdsk/${name}`).sort();
  return [
    ...illegalities(state),
    ...(config.intent ? ['a change is not finished'] : []),
    ...(Number(root?.quota) === wanted ? [] : [`quota ${root?.quota}, by the formula ${wanted}`]),
    ...(root?.quota === root?.reservation ? [] : ['quota and reservation differ']),
    ...(paths.join() === zvols.join() ? [] : [`disks ${paths.join()} but volumes ${zvols.join()}`]),
  ];
}
