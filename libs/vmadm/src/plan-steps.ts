import type { Settings, Step } from './step';
import type { VmDatasets, VolumeState } from './vm-datasets';
import type { WantedRoot, WantedState, WantedVolume } from './wanted-state';

/**
 * The fewest commands that make `actual` into `wanted`, in an order in which every prefix is a legal state:
 *
 *     Σ refreservation ≤ reservation ≤ quota   and   Σ volsize ≤ flexible_disk_size
 *
 * Growing raises the zone's quota, then its reservation, then a volume; giving back goes the other way. Where both
 * happen and the budget (bytes; Infinity: no budget) holds both, growing goes first: that is what ZFS can refuse, and
 * until then nothing is lost that could not be brought back.
 */
export function planSteps(actual: VmDatasets, wanted: WantedState, budgetBytes: number): Step[] {
  const { root } = actual;
  const created = wanted.volumes.filter((volume) => !find(actual, volume)).map(creation);
  if (!root) return [{ do: 'create-root', dataset: wanted.dataset, settings: rootSettings(wanted.root) }, ...created];

  const [eased, grown, shrunk] = (['eased', 'grown', 'shrunk'] as const).map((kind) =>
    wanted.volumes.flatMap((volume) => change(find(actual, volume), volume, kind)),
  ) as [Step[], Step[], Step[]];
  const destroyed = wanted.gone.map((dataset): Step => ({ do: 'destroy', dataset }));
  const growing = [...grown, ...created];
  const givingBack = [...shrunk, ...destroyed];

  const growFirst = peakSize(actual, wanted) + outsideReservations(actual) <= budgetBytes;
  const least = growing.length > 0 && growFirst ? quotaAtPeak(actual, wanted) : wanted.root.quota;
  const raised: WantedRoot = {
    quota: Math.max(root.quota, least),
    reservation: Math.max(root.reservation, least),
    refquota: Math.max(root.refquota, wanted.root.refquota),
    refreservation: Math.max(root.refreservation, wanted.root.refreservation),
  };
  const raise = setRoot(wanted.dataset, root, raised, ['quota', 'reservation', 'refquota', 'refreservation']);
  const lower = setRoot(wanted.dataset, raised, wanted.root, ['refreservation', 'refquota', 'reservation', 'quota']);
  const turns = growFirst ? [...raise, ...growing, ...givingBack] : [...givingBack, ...raise, ...growing];
  return [...eased, ...turns, ...lower];
}

function creation({ dataset, volsize, volblocksize, origin, compression }: WantedVolume): Step {
  const settings = compression === undefined ? {} : { compression };
  if (origin === undefined) return { do: 'create-volume', dataset, volsize, volblocksize, settings };
  return { do: 'clone', dataset, origin, settings: { ...settings, volsize, refreservation: 'auto' } };
}

/** `eased`: only the reservation becomes less, which loses nothing and is never refused. */
type Kind = 'eased' | 'grown' | 'shrunk';

function change(now: VolumeState | undefined, volume: WantedVolume, kind: Kind): Step[] {
  if (!now || kindOf(now, volume) !== kind) return [];
  const { dataset, volsize, refreservation, compression, charged } = volume;
  const settings: Record<string, string | number> = {};
  if (compression !== undefined && compression !== now.compression) settings['compression'] = compression;
  if (volsize !== now.volsize) settings['volsize'] = volsize;
  if (refreservation !== now.refreservation) {
    settings['refreservation'] = refreservation === charged ? 'auto' : refreservation;
  }
  return Object.keys(settings).length === 0 ? [] : [{ do: 'set', dataset, settings }];
}

function kindOf(now: VolumeState, { volsize, refreservation }: WantedVolume): Kind {
  if (volsize !== now.volsize) return volsize > now.volsize ? 'grown' : 'shrunk';
  return refreservation > now.refreservation ? 'grown' : 'eased';
}

/** Bytes the disks have together when all that grows has grown and nothing was given back yet. */
function peakSize(actual: VmDatasets, wanted: WantedState): number {
  return peakVolumes(actual, wanted).reduce((total, { volsize }) => total + volsize, 0);
}

/** The quota that makes room for that moment. */
function quotaAtPeak(actual: VmDatasets, wanted: WantedState): number {
  const reserved = peakVolumes(actual, wanted).reduce((total, { charged }) => total + charged, 0);
  const root = Math.max(actual.root?.refquota ?? 0, wanted.root.refquota);
  return Math.max(root + reserved + outsideReservations(actual), wanted.root.quota);
}

/** What snapshots hold beyond the reservations of their volumes. */
function outsideReservations({ volumes }: VmDatasets): number {
  return volumes.reduce((total, { used, refreservation }) => total + Math.max(0, used - refreservation), 0);
}

function peakVolumes(actual: VmDatasets, wanted: WantedState): Pick<WantedVolume, 'volsize' | 'charged'>[] {
  const leaving = actual.volumes.filter(({ dataset }) => wanted.gone.includes(dataset));
  const staying = wanted.volumes.map((volume) => {
    const now = find(actual, volume);
    return now && now.volsize > volume.volsize
      ? { volsize: now.volsize, charged: Math.max(now.refreservation, volume.charged) }
      : volume;
  });
  return [...staying, ...leaving.map(({ volsize, refreservation }) => ({ volsize, charged: refreservation }))];
}

function setRoot(dataset: string, from: WantedRoot, to: WantedRoot, order: readonly (keyof WantedRoot)[]): Step[] {
  const changed = order.filter((name) => from[name] !== to[name]);
  if (changed.length === 0) return [];
  return [{ do: 'set', dataset, settings: Object.fromEntries(changed.map((name) => [name, to[name]])) }];
}

function rootSettings({ quota, reservation, refquota, refreservation }: WantedRoot): Settings {
  return { quota, reservation, refquota, refreservation };
}

function find(actual: VmDatasets, { dataset }: { dataset: string }): VolumeState | undefined {
  return actual.volumes.find((volume) => volume.dataset === dataset);
}
