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

/**
 * Takes an intent, already written down, to its end and answers with the configuration then in force; undefined: the VM
 * is gone. It may be called again at any time: it looks at what is there and does what is missing. When ZFS refuses, the
 * change is undone and the refusal thrown. Anything else that goes wrong leaves the intent to whoever comes next.
 */
export async function carryOut(
  host: VmadmHost,
  pending: PendingConfig,
  known?: VmDatasets,
): Promise<VmConfig | undefined> {
  const { uuid, intent } = pending;
  const actual = known ?? (await readDatasets(host, uuid, { snapshots: intent.rollback !== undefined }));
  try {
    return await finish(host, pending, actual);
  } catch (error) {
    if (!(error instanceof ZfsCommandError)) throw error;
    if (!intent.undo) await undo(host, pending);
    throw refusal(error);
  }
}

async function undo(host: VmadmHost, pending: PendingConfig): Promise<void> {
  const undoing: PendingConfig = { ...pending, intent: { ...pending.intent, undo: true } };
  await host.configs.write(undoing);
  try {
    await finish(host, undoing, await readDatasets(host, pending.uuid));
  } catch (error) {
    if (!(error instanceof ZfsCommandError)) throw error;
    host.onTrouble(`a refused change of VM ${pending.uuid} can not be undone yet`, error);
  }
}

async function finish(
  host: VmadmHost,
  { uuid, intent }: PendingConfig,
  actual: VmDatasets,
): Promise<VmConfig | undefined> {
  const goal = intent.undo ? intent.from : intent.to;
  if (!goal) {
    if (actual.root) await runStep(host, { do: 'destroy', dataset: `${host.pool}/${uuid}` });
    await host.configs.remove(uuid);
    return undefined;
  }
  const config = intent.undo ? withoutLostDisks(goal, intent, actual) : goal;
  const present = intent.undo ? actual : await rolledBack(host, uuid, intent, actual);
  await reachState(host, present, { config, targets: targetsOf(intent, present), budgetBytes: budgetOf(intent) });
  await host.configs.write(config);
  return config;
}

async function rolledBack(host: VmadmHost, uuid: string, intent: Intent, actual: VmDatasets): Promise<VmDatasets> {
  if (intent.rollback === undefined) return actual;
  for (const step of planRollback(actual, intent.rollback)) await runStep(host, step);
  return readDatasets(host, uuid);
}

/** Where each changing volume shall end. Taking back: what was truncated stays so, and what was destroyed stays away. */
function targetsOf({ volumes, undo: undoing }: Intent, actual: VmDatasets): VolumeTargets {
  const targets: Record<string, VolumeSpec | null> = {};
  for (const [dataset, { from, to }] of Object.entries(volumes)) {
    const now = actual.volumes.find((volume) => volume.dataset === dataset);
    if (!undoing) targets[dataset] = to ?? null;
    else if (!from) targets[dataset] = null;
    else if (now) targets[dataset] = { ...from, volsize: Math.min(from.volsize, now.volsize) };
  }
  return targets;
}

function withoutLostDisks(config: VmConfig, { volumes }: Intent, actual: VmDatasets): VmConfig {
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
