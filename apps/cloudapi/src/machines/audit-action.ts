import type { Job } from '@triton/schemas/job';

/** Snapshots have one task and three workflows. */
const SNAPSHOT_ACTIONS = [
  ['snapshot-', 'create_snapshot'],
  ['rollback-', 'rollback_snapshot'],
  ['delete-snapshot-', 'delete_snapshot'],
] as const;

/**
 * What a job did, in the audit's words. Those of shipped CloudAPI, which clients wait for by name (`reboot`,
 * `delete_snapshot`), and beyond them names of their own for operations on disks and for deletion protection.
 */
export function auditAction({ name, params }: Pick<Job, 'name' | 'params'>): string {
  const { task, subtask, payload } = params;
  if (task === 'snapshot') return SNAPSHOT_ACTIONS.find(([prefix]) => name.startsWith(prefix))?.[1] ?? 'unknown';
  if (typeof subtask === 'string') return subtask;
  if (task === 'update') return actionOfUpdate((payload ?? {}) as Record<string, unknown>);
  return typeof task === 'string' ? task : 'unknown';
}

function actionOfUpdate(payload: Record<string, unknown>): string {
  const { indestructible_zoneroot: isProtected, firewall_enabled: hasFirewall } = payload;
  if (typeof isProtected === 'boolean') return `${isProtected ? 'enable' : 'disable'}_deletion_protection`;
  if (typeof hasFirewall === 'boolean') return `${hasFirewall ? 'enable' : 'disable'}_firewall`;
  for (const [key, word] of [
    ['customer_metadata', 'metadata'],
    ['tags', 'tags'],
  ] as const) {
    const { [key]: whole, [`set_${key}`]: some, [`remove_${key}`]: gone } = payload;
    if (whole !== undefined) return isEmpty(whole) ? `remove_${word}` : `replace_${word}`;
    if (some !== undefined) return gone === undefined ? `set_${word}` : `replace_${word}`;
    if (gone !== undefined) return `remove_${word}`;
  }
  return 'update';
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
