import { ZfsCommandError } from '@triton/zfs/zfs-command-error';

import { MIB } from './bytes';
import type { Intent, VolumeSpec } from './intent';
import { planRollback } from './plan-rollback';
import { reachState } from './reach-state';
import { readDatasets } from './read-datasets';
import { runStep } from './run-step';
import type { VmDatasets } from './vm-datasets';
import type { VmConfig } from './vm-config';
import { VmadmError } from './vmadm-error';
import type { VmadmHost } from './vmadm-host';
import { volumeOfPath } from './volume-path';
import type { VolumeTargets } from './wanted-state';

/** A configuration that holds an unfinished change. */
export type PendingConfig = VmConfig & { intent: Intent };

export interface CarryOutOptions {
  /** What ZFS holds of the VM, if the caller has just read it. */
  known?: VmDatasets;
  /** Somebody else began the change and did not come to its end. */
  settling?: boolean;
}

/**
 * Takes an intent, already written down, to its end and answers with the configuration then in force; undefined: the VM
 * is gone. It may be called again at any time: it looks at what is there and does what is missing. When ZFS refuses, the
 * change is undone and the refusal thrown. Anything else that goes wrong leaves the intent to whoever comes next.
 */
export async function carryOut(
  host: VmadmHost,
  pending: PendingConfig,
  { known, settling = false }: CarryOutOptions = {},
): Promise<VmConfig | undefined> {
  const { uuid, intent } = pending;
  const actual = known ?? (await readDatasets(host, uuid, { snapshots: intent.rollback !== undefined }));
  try {
    return await finish(host, pending, actual, settling);
  } catch (error) {
    if (!(error instanceof ZfsCommandError)) throw error;
    if (!intent.undo && (await isPastReturn(host, uuid, intent))) return finishAnyway(host, pending, settling);
    if (!intent.undo) await undo(host, pending, settling);
    throw refusal(error);
  }
}

/**
 * What was destroyed or truncated does not come back: once all volumes are as they shall be, and for one of them there is no
 * way back, the change is made, and saying that it failed would be a lie. What is missing is its bookkeeping.
 */
async function isPastReturn(host: VmadmHost, uuid: string, { volumes }: Intent): Promise<boolean> {
  const changes = Object.entries(volumes);
  if (!changes.some(([, { from, to }]) => from && (to?.volsize ?? 0) < from.volsize)) return false;
  const actual = await readDatasets(host, uuid);
  return changes.every(([dataset, { to }]) => {
    const now = actual.volumes.find((volume) => volume.dataset === dataset);
    return now?.volsize === to?.volsize;
  });
}

/** A second refusal is thrown as it is, and leaves the intent to whoever comes next: there is nothing to be undone. */
async function finishAnyway(host: VmadmHost, pending: PendingConfig, settling: boolean): Promise<VmConfig | undefined> {
  return finish(host, pending, await readDatasets(host, pending.uuid), settling);
}

async function undo(host: VmadmHost, pending: PendingConfig, settling: boolean): Promise<void> {
  // How far it has come is in the file.
  const { replaced } = (await host.configs.read(pending.uuid))?.intent ?? pending.intent;
  const intent: Intent = { ...pending.intent, ...(replaced ? { replaced } : {}), undo: true };
  const undoing: PendingConfig = { ...pending, intent };
  await host.configs.write(undoing);
  try {
    await finish(host, undoing, await readDatasets(host, pending.uuid), settling);
  } catch (error) {
    if (!(error instanceof ZfsCommandError)) throw error;
    host.onTrouble(`a refused change of VM ${pending.uuid} can not be undone yet`, error);
  }
}

async function finish(
  host: VmadmHost,
  pending: PendingConfig,
  actual: VmDatasets,
  settling: boolean,
): Promise<VmConfig | undefined> {
  const { uuid, intent } = pending;
  const goal = intent.undo ? intent.from : intent.to;
  if (!goal) {
    if (actual.root) await runStep(host, { do: 'destroy', dataset: `${host.pool}/${uuid}` });
    await host.configs.remove(uuid);
    return undefined;
  }
  const config = intent.undo ? withoutLostDisks(goal, intent, actual) : goal;
  const present = await cleared(host, pending, intent.undo ? actual : await rolledBack(host, uuid, intent, actual));
  await reachState(host, present, { config, targets: targetsOf(intent, present), budgetBytes: budgetOf(intent) });
  const written = settling ? { ...config, settled_at: host.now().toISOString() } : config;
  await host.configs.write(written);
  return written;
}

/**
 * A disk that is replaced goes before its successor comes: both have one name, and the zone has room for one. Taking that
 * back, whatever is there now is no longer the old disk, so one like it is made.
 */
async function cleared(host: VmadmHost, pending: PendingConfig, actual: VmDatasets): Promise<VmDatasets> {
  const { replace = [], replaced = false, undo: undoing = false } = pending.intent;
  if (replace.length === 0 || replaced !== undoing) return actual;
  for (const dataset of replace) await runStep(host, { do: 'destroy', dataset });
  if (!replaced) await host.configs.write({ ...pending, intent: { ...pending.intent, replaced: true } });
  return readDatasets(host, pending.uuid);
}

async function rolledBack(host: VmadmHost, uuid: string, intent: Intent, actual: VmDatasets): Promise<VmDatasets> {
  if (intent.rollback === undefined) return actual;
  for (const step of planRollback(actual, intent.rollback)) await runStep(host, step);
  return readDatasets(host, uuid);
}

/** Where each changing volume shall end. Taking back: what was truncated stays so, and what was destroyed stays away. */
function targetsOf({ volumes, undo: undoing, replaced }: Intent, actual: VmDatasets): VolumeTargets {
  const targets: Record<string, VolumeSpec | null> = {};
  for (const [dataset, { from, to }] of Object.entries(volumes)) {
    const now = actual.volumes.find((volume) => volume.dataset === dataset);
    if (!undoing) targets[dataset] = to ?? null;
    else if (!from) targets[dataset] = null;
    else if (now) targets[dataset] = { ...from, volsize: Math.min(from.volsize, now.volsize) };
    else if (replaced) targets[dataset] = from;
  }
  return targets;
}

function withoutLostDisks(config: VmConfig, { volumes, replaced }: Intent, actual: VmDatasets): VmConfig {
  if (replaced) return config;
  const lost = (dataset: string | undefined): boolean =>
    dataset !== undefined && dataset in volumes && !actual.volumes.some((volume) => volume.dataset === dataset);
  return { ...config, disks: config.disks.filter(({ path }) => !lost(volumeOfPath(path))) };
}

/** While a change is under way the larger of both budgets is in force. */
function budgetOf({ from, to }: Intent): number {
  const budgets = [from, to].flatMap((config) => config?.flexible_disk_size || []);
  return budgets.length > 0 ? Math.max(...budgets) * MIB : Infinity;
}

function refusal(error: ZfsCommandError): VmadmError {
  const code = error.isOutOfSpace ? 'InsufficientSpace' : 'ZfsFailed';
  return new VmadmError(code, error.message, {}, { cause: error });
}
