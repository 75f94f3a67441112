import { Type } from '@sinclair/typebox';
import { InvalidArgumentError } from '@triton/errors/invalid-argument-error';
import { reply } from '@triton/http-server/reply';
import { Package } from '@triton/schemas/package';
import { assertImmutablesKept } from '../assert-immutables-kept';
import { dropNulls } from '../drop-nulls';
import { endpoint } from '../endpoint';
import { demandMatch, packageEtag } from '../package-etag';
import { packageNotFound } from '../package-not-found';
import { Force, SkipValidation } from '../package-switches';
import { packageUuidOf } from '../package-uuid-of';
import { splitBody } from '../split-body';
import { validatePackage } from '../validate-package/validate-package';

export const updatePackage = endpoint({
  name: 'UpdatePackage',
  method: 'put',
  path: '/packages/:uuid',
  description: 'Changes the given attributes and no others; null removes one. Immutable ones need force.',
  query: Type.Object({ force: Force, skip_validation: SkipValidation }),
  input: Type.Object({}, { additionalProperties: true }),
  output: Package,
  status: 200,
  headers: ['ETag'],
  errors: ['InvalidArgument', 'ResourceNotFound', 'PreconditionFailed'],
  async handle({ packages, rules }, { params, query, input, headers }) {
    const uuid = packageUuidOf(params);
    const updated = await packages.update(uuid, (before) => {
      demandMatch(headers['if-match'], before);
      const { attributes, force, skipValidation } = splitBody(input, query);
      if (!force) assertImmutablesKept(before, attributes);
      const after = dropNulls({ ...before, ...attributes, uuid });
      const errors = skipValidation ? [] : validatePackage(after, rules);
      if (errors.length > 0) throw new InvalidArgumentError('Updated package is invalid', errors);
      return after;
    });
    if (!updated) throw packageNotFound(uuid);
    return reply(updated, { headers: { ETag: packageEtag(updated) } });
  },
});
