import { type TString, type TOptional, Type } from '@sinclair/typebox';
import { parseLdapFilter } from '@triton/database/search/parse-ldap-filter';
import { InvalidArgumentError } from '@triton/errors/invalid-argument-error';
import { reply } from '@triton/http-server/reply';
import { Package } from '@triton/schemas/package';
import { endpoint } from '../endpoint';
import { packageAttributes, searchableAttribute } from '../package-attributes';
import { filterFromQuery } from '../package-filter/filter-from-query';

const MOST_PACKAGES = 1000;
const LONGEST_FILTER = 8192;

/** Any attribute may be a filter; those that cannot be searched by are here to be refused by name. */
const filters: Record<string, TOptional<TString>> = Object.fromEntries(
  [...packageAttributes.keys()].map((name) => [name, Type.Optional(Type.String({ maxLength: LONGEST_FILTER }))]),
);

const Query = Type.Object({
  ...filters,
  filter: Type.Optional(
    Type.String({ maxLength: LONGEST_FILTER, description: 'An LDAP filter, instead of all others.' }),
  ),
  sort: Type.Optional(Type.String({ description: 'An attribute; default: the order they were made in.' })),
  order: Type.Optional(
    Type.String({ pattern: '^([aA][sS][cC]|[dD][eE][sS][cC])$', errorMessage: 'must be ASC or DESC' }),
  ),
  limit: Type.Integer({ minimum: 0, maximum: MOST_PACKAGES, default: 0, description: '0: as many as there may be.' }),
  offset: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER, default: 0 }),
});

export const listPackages = endpoint({
  name: 'ListPackages',
  method: 'get',
  path: '/packages',
  description: 'Packages that match every given attribute; how many there are in all is in x-resource-count.',
  query: Query,
  output: Type.Array(Package),
  status: 200,
  headers: ['x-resource-count'],
  otherStatuses: { 404: 'One of no alternatives (`name=[]`) was asked for; without a body.' },
  errors: ['InvalidArgument'],
  async handle({ packages }, { query }) {
    const { filter: ldap, sort, order, limit, offset, ...attributes } = query;
    if (sort !== undefined && !searchableAttribute(sort)) {
      const message = 'must be an attribute that packages can be sorted by';
      throw new InvalidArgumentError(`sort ${message}`, [{ field: 'sort', code: 'Invalid', message }]);
    }
    const filter = ldap === undefined || ldap === '' ? filterFromQuery(attributes) : parseLdapFilter(ldap);
    // One of no alternatives was asked for, and nothing else: PAPI's answer to that is an empty 404.
    if (filter === undefined) return reply(undefined, { status: 404 });
    const descending = order?.toUpperCase() === 'DESC';
    const page = await packages.list(filter, { sort, descending, limit: limit || MOST_PACKAGES, offset });
    return reply(page.packages, { headers: { 'x-resource-count': String(page.total) } });
  },
});
