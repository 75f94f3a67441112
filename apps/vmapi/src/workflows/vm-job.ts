import type { Step, Workflow } from '@triton/workflow/workflow';
import type { Context } from '../context';

/** What a step knows of its job. */
export interface VmJob {
  jobUuid: string;
  vmUuid: string;
  serverUuid: string;
  ownerUuid: string;
  /** What the compute node is told. */
  payload: Record<string, unknown>;
}

export type VmStep = Step<Context, VmJob>;
export type VmWorkflow = Workflow<Context, VmJob>;
