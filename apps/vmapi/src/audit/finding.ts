import type { Server } from '@triton/schemas/server';
import type { AuditCause } from '@triton/schemas/audit-finding';
import type { Context } from '../context';

/** One thing that is not as ledger, VM records and compute nodes together say it should be. */
export interface Finding {
  /** What it is about, unique within its rule: a VM, a disk, a job, a server. */
  subject: string;
  vmUuid?: string;
  serverUuid?: string;
  cause: AuditCause;
  /** What was compared, and what led to the cause. */
  evidence: Record<string, unknown>;
  /** It was set right, safely. False: it is an operator's to decide about. */
  healed: boolean;
}

export interface AuditContext extends Pick<Context, 'db' | 'cnapi' | 'log'> {
  /** The compute nodes that VMs are on, as CNAPI has them; undefined: CNAPI knows no such server. */
  servers: ReadonlyMap<string, Server | undefined>;
}

export interface AuditRule {
  /** In metrics and answers. */
  name: string;
  look(context: AuditContext): Promise<Finding[]>;
}
