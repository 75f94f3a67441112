import type { EndpointFacts } from '../endpoint';

/** For what is about the service and not about anything it keeps. */
const ITSELF = 'service';

/**
 * Says which noun an endpoint is about: the last part of its path that somewhere in the table has members
 * (`/machines/:id/disks` is about disks, `/machines/:id/audit` about machines).
 */
export function nounOf(endpoints: readonly EndpointFacts[]): (facts: EndpointFacts) => string {
  const withMembers = new Set(
    endpoints.flatMap(({ path }) => {
      const parts = path.split('/');
      return parts.filter((part, index) => !isParameter(part) && isParameter(parts[index + 1] ?? ''));
    }),
  );
  return ({ path, public: isPublic }) => {
    if (isPublic === true) return ITSELF;
    const parts = path.split('/').filter((part) => part !== '' && !isParameter(part));
    return parts.findLast((part) => withMembers.has(part)) ?? parts[0] ?? 'account';
  };
}

function isParameter(part: string): boolean {
  return part.startsWith(':');
}
