import type { ServiceAbout } from '@triton/http-server/openapi/service-about';
import {
  CreateVmPayload,
  KillVmInput,
  ReprovisionVmInput,
  SimpleVmInput,
  SnapshotVmInput,
  StopVmInput,
  VmPayload,
} from './vms/vm-payload';

const COMMANDS = new Set<unknown>([
  VmPayload,
  CreateVmPayload,
  SimpleVmInput,
  StopVmInput,
  KillVmInput,
  ReprovisionVmInput,
  SnapshotVmInput,
]);

/** What the docs say of CNAPI beyond its table of endpoints. */
export const about: ServiceAbout = {
  title: 'CNAPI',
  version: '1.0.0',
  description:
    'Stands in front of the compute nodes: who may change a VM (tickets), what a node is to do (tasks), where a VM goes ' +
    '(placement). Inner: callers are services, with tokens of their own. Bodies of VM commands are payloads of vmadm, ' +
    'and vmadm checks them.',
  invalidCodes: ['ValidationFailed'],
  callerCodes: ['InvalidCredentials', 'NotAuthorized'],
  requestHeaders: ({ input, path }) => {
    if (COMMANDS.has(input)) return ['Idempotency-Key', 'x-ticket', 'x-waiter'];
    return path.startsWith('/tasks/') ? ['x-server-uuid'] : [];
  },
  meanings: {
    ConflictError: 'an `Idempotency-Key` that was used for another command',
    NoAllocatableServers: 'no server can hold the VM; `errors` says why not, by server',
    NotAuthorized: 'not an operation for that caller; a node (`x-server-uuid`) speaks for another',
    ResourceNotFound: 'no such server, task or ticket; the node knows no such VM; a node must register first',
    ServerNotRunning: 'no sign of life of the node for `HEARTBEAT_LIFETIME_MS` (11 s)',
    ServiceUnavailable: 'the node does not answer a load in time; the database is away',
    TaskCanceled: 'the node starts a task that was taken back',
    TicketNotActive: "the command's ticket is queued, finished, expired, or not of this VM; a wait timed out",
  },
};
