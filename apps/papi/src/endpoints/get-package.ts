import { Type } from '@sinclair/typebox';
import { reply } from '@triton/http-server/reply';
import { Package } from '@triton/schemas/package';
import { endpoint } from '../endpoint';
import { packageEtag } from '../package-etag';
import { packageNotFound } from '../package-not-found';
import { packageUuidOf } from '../package-uuid-of';
import { jsonArrayOr } from '../json-array-or';

export const getPackage = endpoint({
  name: 'GetPackage',
  method: 'get',
  path: '/packages/:uuid',
  description: 'One package, active or not. With owner_uuids, only if one of them may use it.',
  query: Type.Object({
    owner_uuids: Type.Optional(Type.String({ description: 'A uuid, or a JSON array of uuids.' })),
  }),
  output: Package,
  status: 200,
  headers: ['ETag'],
  errors: ['ResourceNotFound'],
  async handle({ packages }, { params, query }) {
    const found = await packages.get(packageUuidOf(params));
    if (!found || !isVisibleTo(found.owner_uuids, query.owner_uuids)) throw packageNotFound(params.uuid);
    return reply(found, { headers: { ETag: packageEtag(found) } });
  },
});

/** A package without owners is anybody's; who does not say who asks sees all. */
function isVisibleTo(owners: unknown, askers: string | undefined): boolean {
  if (!Array.isArray(owners) || askers === undefined) return true;
  return jsonArrayOr(askers).some((asker) => owners.includes(asker));
}
