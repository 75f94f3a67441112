import { machineBoot } from './tasks/machine-boot';
import { machineCreate } from './tasks/machine-create';
import { machineCreateSnapshot } from './tasks/machine-create-snapshot';
import { machineDeleteSnapshot } from './tasks/machine-delete-snapshot';
import { machineDestroy } from './tasks/machine-destroy';
import { machineKill } from './tasks/machine-kill';
import { machineLoad } from './tasks/machine-load';
import { machineReboot } from './tasks/machine-reboot';
import { machineReprovision } from './tasks/machine-reprovision';
import { machineRollbackSnapshot } from './tasks/machine-rollback-snapshot';
import { machineShutdown } from './tasks/machine-shutdown';
import { machineUpdate } from './tasks/machine-update';
import type { NodeTask } from './tasks/node-task';

/** All that this agent can be told to do, by name. There is no other way to have it do anything. */
export const nodeTasks: ReadonlyMap<string, NodeTask> = new Map(
  [
    machineCreate,
    machineUpdate,
    machineLoad,
    machineBoot,
    machineShutdown,
    machineKill,
    machineReboot,
    machineReprovision,
    machineDestroy,
    machineCreateSnapshot,
    machineRollbackSnapshot,
    machineDeleteSnapshot,
  ].map((task) => [task.name, task]),
);
