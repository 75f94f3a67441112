import type { EndpointFacts } from '../endpoint';
import type { ServiceAbout } from './service-about';

/** The codes that a request of this endpoint may end with before, or instead of, what its `handle` says. */
export function protocolCodes(facts: EndpointFacts, about: ServiceAbout): string[] {
  const { method, path, params, query, strictQuery, public: isPublic } = facts;
  const hasParams = path.includes('/:');
  const hasBody = method !== 'get';
  const isChecked = hasBody || params !== undefined || query !== undefined || strictQuery === true;
  return [
    'InternalError',
    // Headers that are too large, or no HTTP at all.
    'InvalidHeader',
    ...(about.versioned ? ['InvalidVersion'] : []),
    ...(isPublic === true ? [] : (about.callerCodes ?? [])),
    ...(hasParams ? ['ResourceNotFound', 'InvalidContent'] : []),
    ...(hasBody ? ['InvalidContent', 'RequestTooLarge', 'UnsupportedMediaType'] : []),
    ...(isChecked ? about.invalidCodes : []),
  ];
}
