import { randomUUID } from 'node:crypto';
import { Type } from '@sinclair/typebox';
import { ConflictError } from '@triton/errors/conflict-error';
import { InvalidArgumentError } from '@triton/errors/invalid-argument-error';
import { reply } from '@triton/http-server/reply';
import { Package } from '@triton/schemas/package';
import { endpoint } from '../endpoint';
import type { PackageRecord } from '../package-record';
import { SkipValidation } from '../package-switches';
import { splitBody } from '../split-body';
import { validatePackage } from '../validate-package/validate-package';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export const createPackage = endpoint({
  name: 'CreatePackage',
  method: 'post',
  path: '/packages',
  description: 'Adds a package. A uuid is made up when none is given.',
  query: Type.Object({ skip_validation: SkipValidation }),
  input: Type.Object({}, { additionalProperties: true }),
  output: Package,
  status: 201,
  headers: ['Location'],
  errors: ['InvalidArgument', 'ConflictError'],
  async handle({ packages, rules }, { input, query, path }) {
    const given = (input as PackageRecord).uuid;
    // A client that repeats itself is told so, whatever else may be wrong with what it sends.
    if (isUuid(given) && (await packages.get(given))) {
      throw new ConflictError('A package with the given UUID already exists');
    }
    const { attributes, skipValidation } = splitBody(input, query);
    const record = { ...attributes, uuid: given || randomUUID() };
    const errors = validatePackage(record, rules);
    // Packages are found by their uuid, so even skip_validation needs one.
    const fatal = skipValidation ? errors.filter(({ field }) => field === 'uuid') : errors;
    if (fatal.length > 0 || !isUuid(record.uuid)) throw new InvalidArgumentError('Package is invalid', fatal);
    const created = await packages.insert(record.uuid, record);
    return reply(created, { headers: { Location: `${path}/${record.uuid}` } });
  },
});

function isUuid(value: unknown): value is string {
  return typeof value === 'string' && UUID.test(value);
}
