import type { ServiceAbout } from '@triton/http-server/openapi/service-about';

/** What the docs say of CloudAPI beyond its table of endpoints. */
export const about: ServiceAbout = {
  title: 'CloudAPI',
  version: '9.4.3',
  description:
    'What a cloud user may do with their account, their machines and the disks of their machines (RFD 154). `:login` is ' +
    'the account that signs, or `my`. Sizes are MiB. What goes on after its answer is a job, named in `x-job-uuid`.',
  invalidCodes: ['InvalidArgument', 'MissingParameter'],
  callerCodes: [
    'InvalidCredentials',
    'InvalidHeader',
    'NotAuthorized',
    'RequestExpired',
    'RequestThrottled',
    'ResourceNotFound',
    'ServiceUnavailable',
  ],
  versioned: true,
  acceptForms: true,
  requestHeaders: ({ method }) => (method === 'get' ? [] : ['Idempotency-Key', 'If-Match']),
  meanings: {
    ConflictError: 'the disk or snapshot is being changed, or an `Idempotency-Key` came back with another request',
    InvalidArgument: 'an input breaks a rule; a shrink nobody allowed; the boot disk; `VM must be stopped`',
    InvalidCredentials: 'no signature, or one that does not verify; an unknown account or key',
    NotAuthorized: 'the account is disabled, or the roles of the sub-user do not allow it',
    PreconditionFailed: 'it has changed since the `ETag` in `If-Match`',
    RequestExpired: 'the signature is dated more than 300 s from our clock, or of a change and was used before',
    RequestTooLarge: 'a body of more than 100 000 bytes',
    ResourceNotFound: "it does not exist, or is another account's",
    UnallocatedVM: 'the machine is still being provisioned',
    UnsupportedMediaType: 'the body is neither JSON nor a form, not UTF-8, or compressed',
    ValidationFailed:
      'VMAPI refuses a field: a `name` that another machine of the account has, or another snapshot of the machine',
    VmWithoutFlexibleDiskSize: 'disks of a machine whose package is not flexible',
  },
};
