import type { Job } from '@triton/schemas/job';
import type { AuditCaller, AuditRecord } from '@triton/schemas/audit-record';
import { auditAction } from './audit-action';

/** A job that has ended, as the audit of its machine shows it; `undefined` while it goes on. */
export function toAuditRecord({ name, execution, finished_at, params }: Job): AuditRecord | undefined {
  if (finished_at === undefined) return undefined;
  return {
    success: execution === 'succeeded' ? 'yes' : 'no',
    time: finished_at,
    action: auditAction({ name, params }),
    caller: callerIn(params.context),
  };
}

/** CloudAPI leaves its caller with every job it asks for; a job without one was asked for behind it. */
function callerIn(context: unknown): AuditCaller {
  const { caller } = (context ?? {}) as { caller?: unknown };
  const { type, ip, keyId } = (caller ?? {}) as Record<string, unknown>;
  if (type !== 'signature') return { type: 'operator' };
  return {
    type,
    ...(typeof ip === 'string' ? { ip } : {}),
    ...(typeof keyId === 'string' ? { keyId } : {}),
  };
}
