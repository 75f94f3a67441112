import type { Endpoint } from '@triton/http-server/endpoint';
import { withDocumentation } from '@triton/http-server/openapi/with-documentation';
import { withPreconditions } from '@triton/http-server/with-preconditions';
import { about } from './about';
import type { Context } from './context';
import { allocate } from './endpoints/allocate';
import { allocationRelease } from './endpoints/allocation-release';
import { capacity } from './endpoints/capacity';
import { commandCancel } from './endpoints/command-cancel';
import { ping } from './endpoints/ping';
import { serverDelete } from './endpoints/server-delete';
import { serverGet } from './endpoints/server-get';
import { serverHeartbeat } from './endpoints/server-heartbeat';
import { serverList } from './endpoints/server-list';
import { serverStatus } from './endpoints/server-status';
import { serverSysinfo } from './endpoints/server-sysinfo';
import { serverTaskHistory } from './endpoints/server-task-history';
import { serverUpdate } from './endpoints/server-update';
import { taskCancel } from './endpoints/task-cancel';
import { taskFinish } from './endpoints/task-finish';
import { taskGet } from './endpoints/task-get';
import { taskStart } from './endpoints/task-start';
import { taskWait } from './endpoints/task-wait';
import { ticketCreate } from './endpoints/ticket-create';
import { ticketDelete } from './endpoints/ticket-delete';
import { ticketDeleteAll } from './endpoints/ticket-delete-all';
import { ticketGet } from './endpoints/ticket-get';
import { ticketList } from './endpoints/ticket-list';
import { ticketRelease } from './endpoints/ticket-release';
import { ticketWait } from './endpoints/ticket-wait';
import { vmCreate } from './endpoints/vm-create';
import { vmDestroy } from './endpoints/vm-destroy';
import { vmKill } from './endpoints/vm-kill';
import { vmLoad } from './endpoints/vm-load';
import { vmReboot } from './endpoints/vm-reboot';
import { vmReport } from './endpoints/vm-report';
import { vmReprovision } from './endpoints/vm-reprovision';
import { vmReserve } from './endpoints/vm-reserve';
import { vmSnapshotCreate } from './endpoints/vm-snapshot-create';
import { vmSnapshotDelete } from './endpoints/vm-snapshot-delete';
import { vmSnapshotRollback } from './endpoints/vm-snapshot-rollback';
import { vmStart } from './endpoints/vm-start';
import { vmStop } from './endpoints/vm-stop';
import { vmUpdate } from './endpoints/vm-update';

/** All that CNAPI answers, by noun. */
export const endpoints: readonly Endpoint<Context>[] = withDocumentation(
  about,
  withPreconditions([
    ping,
    serverList,
    serverGet,
    serverUpdate,
    serverDelete,
    serverSysinfo,
    serverHeartbeat,
    serverStatus,
    serverTaskHistory,
    vmCreate,
    vmLoad,
    vmUpdate,
    vmStart,
    vmStop,
    vmReboot,
    vmKill,
    vmReprovision,
    vmDestroy,
    vmSnapshotCreate,
    vmSnapshotRollback,
    vmSnapshotDelete,
    vmReport,
    commandCancel,
    taskGet,
    taskWait,
    taskCancel,
    taskStart,
    taskFinish,
    ticketCreate,
    ticketList,
    ticketGet,
    ticketWait,
    ticketRelease,
    ticketDelete,
    ticketDeleteAll,
    allocate,
    vmReserve,
    allocationRelease,
    capacity,
  ]),
);
