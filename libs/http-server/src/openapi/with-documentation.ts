import type { Endpoint } from '../endpoint';
import { reply } from '../reply';
import { describeEndpoints } from '../describe-endpoints';
import type { OpenapiDocument } from './openapi-document';
import { openapiOf } from './openapi-of';
import { REFERENCE_PAGE_POLICY, referencePage } from './reference-page';
import type { ServiceAbout } from './service-about';
import { shareRepeated } from './share-repeated';

/** Docs may change with the next release. */
const CACHED = { 'Cache-Control': 'public, max-age=300' };

/**
 * The table with two more endpoints, which describe it and themselves: `GET /openapi.json` for machines, `GET /docs` for
 * people. They are public, since they tell nothing of what the service keeps.
 */
export function withDocumentation<C, A = undefined>(
  about: ServiceAbout,
  endpoints: readonly Endpoint<C, A>[],
): Endpoint<C, A>[] {
  let made: { document: OpenapiDocument; page: string } | undefined;
  const documentation = () => {
    if (made) return made;
    const document = openapiOf(about, describeEndpoints(table));
    return (made = { document: shareRepeated(document), page: referencePage(document) });
  };
  const table: Endpoint<C, A>[] = [
    ...endpoints,
    {
      name: 'GetOpenapi',
      method: 'get',
      path: '/openapi.json',
      description: 'This description of the service (OpenAPI 3.1).',
      public: true,
      status: 200,
      errors: [],
      handle: () => reply(documentation().document, { headers: CACHED }),
    },
    {
      name: 'GetDocs',
      method: 'get',
      path: '/docs',
      description: 'The same as a page to read.',
      public: true,
      status: 200,
      contentType: 'text/html; charset=utf-8',
      errors: [],
      handle: () =>
        reply(documentation().page, {
          headers: {
            ...CACHED,
            'Content-Security-Policy': REFERENCE_PAGE_POLICY,
            'Referrer-Policy': 'no-referrer',
            'X-Content-Type-Options': 'nosniff',
          },
        }),
    },
  ];
  return table;
}
