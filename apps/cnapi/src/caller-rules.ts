import type { CallerRules } from '@triton/http-server/callers/caller-gate';

const LOOKS = ['ServerList', 'ServerGet', 'ServerTaskHistory', 'TaskGet', 'TaskWait', 'VmLoad'];
const TURNS = ['TicketCreate', 'TicketList', 'TicketGet', 'TicketWait', 'TicketRelease'];
const COMMANDS = [
  ...['VmCreate', 'VmUpdate', 'VmStart', 'VmStop', 'VmReboot', 'VmKill', 'VmReprovision', 'VmDestroy'],
  ...['VmSnapshotCreate', 'VmSnapshotRollback', 'VmSnapshotDelete', 'CommandCancel', 'TaskCancel'],
];
const PLACES = ['Allocate', 'VmReserve', 'AllocationRelease', 'Capacity'];

/**
 * Who may do what besides the operator, where callers are asked for credentials. An agent may do so for its own server:
 * the one in the path, and the one whose task it is.
 */
export const callerRules: CallerRules = {
  vmapi: [...LOOKS, ...TURNS, ...COMMANDS, ...PLACES],
  agent: ['ServerSysinfo', 'ServerHeartbeat', 'ServerStatus', 'VmReport', 'TaskStart', 'TaskFinish'],
};
