import { brokenPromises } from './broken-promises';
import { differingVms } from './differing-vms';
import type { AuditRule } from './finding';
import { lostNodes } from './lost-nodes';
import { overBudget } from './over-budget';
import { stuckJobs } from './stuck-jobs';
import { unknownVms } from './unknown-vms';

/** In this order: what is healed first is not found by those after it. */
export const auditRules: readonly AuditRule[] = [
  brokenPromises,
  differingVms,
  overBudget,
  lostNodes,
  unknownVms,
  stuckJobs,
];
