export interface RegisteredError {
  /** HTTP status. */
  status: number;
  /** When a request gets it, wherever a service does not say it more exactly: half a sentence. */
  meaning: string;
}

/** Every wire code there is, with what the docs say of it. Each has a class of its own beside this file. */
export const errorRegistry: Readonly<Record<string, RegisteredError>> = {
  BadMethod: { status: 405, meaning: 'the path has no such method; `Allow` tells those it has' },
  BrandNotSupported: { status: 409, meaning: 'disks of another brand than bhyve' },
  CannotDestroyMachine: { status: 409, meaning: 'deletion protection is on; it covers each disk' },
  ConflictError: { status: 409, meaning: 'an `Idempotency-Key` came back with another request' },
  InsufficientSpace: {
    status: 409,
    meaning: 'the machine has not that much space; with `requested`, `free_space` and `allocatable`, all MiB',
  },
  InternalError: { status: 500, meaning: 'our fault; the log has the cause under the `Request-Id` of the answer' },
  InvalidArgument: { status: 409, meaning: 'an input breaks a rule; `errors` names each field' },
  InvalidContent: { status: 400, meaning: 'the body or the path cannot be parsed' },
  InvalidCredentials: { status: 401, meaning: 'no credential, or one that is not known' },
  InvalidHeader: {
    status: 400,
    meaning: 'a header cannot be read, or (431) the headers are larger than 16 KiB',
  },
  InvalidVersion: { status: 400, meaning: 'no version is in the range of `Accept-Version`' },
  JobFailed: {
    status: 409,
    meaning: 'with `sync`: the job has failed; the message is its reason, `job_uuid` its uuid',
  },
  KeyRequired: { status: 409, meaning: 'a machine for an account without a key' },
  MissingParameter: { status: 409, meaning: 'a required field is not there; `errors` names each' },
  NoAllocatableServers: { status: 409, meaning: 'no compute node has room for the machine' },
  NotAuthorized: { status: 403, meaning: 'the caller may not do this' },
  PreconditionFailed: { status: 412, meaning: 'it has changed since the `ETag` in `If-Match`' },
  RequestExpired: { status: 400, meaning: 'the signature is dated more than 300 s from our clock' },
  RequestThrottled: { status: 429, meaning: 'too many requests of one account; `Retry-After`' },
  RequestTooLarge: { status: 413, meaning: 'the body is larger than the operation takes' },
  ResourceNotFound: { status: 404, meaning: 'it does not exist' },
  ServerNotRunning: { status: 409, meaning: 'the compute node gives no sign of life' },
  ServiceUnavailable: { status: 503, meaning: 'a neighbour or the database is away; `Retry-After`' },
  TaskCanceled: { status: 409, meaning: 'the task was taken back' },
  TicketNotActive: { status: 409, meaning: 'the ticket is not the one whose turn it is' },
  UnallocatedVM: { status: 409, meaning: 'the VM is still being provisioned' },
  UnsupportedMediaType: { status: 415, meaning: 'the body is not JSON, not UTF-8, or compressed' },
  ValidationFailed: { status: 409, meaning: 'an input breaks a rule; `errors` names each field' },
  VmNotStopped: { status: 409, meaning: 'the VM must be stopped' },
  VmWithoutFlexibleDiskSize: { status: 409, meaning: 'disks of a VM whose package is not flexible' },
};
