import type { ServiceAbout } from '@triton/http-server/openapi/service-about';

/** What the docs say of PAPI beyond its table of endpoints. */
export const about: ServiceAbout = {
  title: 'PAPI',
  version: '7.2.5',
  description:
    'The packages: what a machine may have, for how much, with the `flexible_disk` and `disks` of RFD 154. Inner: callers ' +
    'are services, with tokens of their own. Sizes are MiB: `quota`, `max_physical_memory`, `max_swap`, `disks[].size`.',
  invalidCodes: ['InvalidArgument'],
  callerCodes: ['InvalidCredentials', 'NotAuthorized'],
  versioned: true,
  requestHeaders: ({ method }) => (method === 'get' ? [] : method === 'post' ? ['Idempotency-Key'] : ['If-Match']),
  meanings: {
    BadMethod: 'a method that the path has not; delete without `force`',
    ConflictError: 'the uuid is taken',
    InvalidArgument:
      '`Package is invalid`, `Updated package is invalid`, `Unrecognised attributes`, `Attempt to update immutables`, a ' +
      'filter or page that cannot be; `errors` names each field (`Missing`, `Invalid`)',
    ResourceNotFound:
      'no such package, or none of `owner_uuids` may use it; a list of no alternatives (`name=[]`) answers 404 without a body',
  },
};
