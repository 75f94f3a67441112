import { randomUUID } from 'node:crypto';
import { Type } from '@sinclair/typebox';
import { ConflictError } from '@triton/errors/conflict-error';
import { InvalidArgumentError } from '@triton/errors/invalid-argument-error';
import { idempotencyKeyOf } from '@triton/http-server/idempotency-key';
import { reply } from '@triton/http-server/reply';
import { Package } from '@triton/schemas/package';
import { endpoint } from '../endpoint';
import { packageEtag } from '../package-etag';
import type { PackageRecord } from '../package-record';
import { SkipValidation } from '../package-switches';
import { isSamePackage, uuidOfKey } from '../repeated-create';
import { splitBody } from '../split-body';
import { validatePackage } from '../validate-package/validate-package';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export const createPackage = endpoint({
  name: 'CreatePackage',
  method: 'post',
  path: '/packages',
  description:
    'Adds a package. A uuid is made up when none is given. Under an `Idempotency-Key` the same package may be asked for again.',
  query: Type.Object({ skip_validation: SkipValidation }),
  input: Type.Object({}, { additionalProperties: true }),
  output: Package,
  status: 201,
  headers: ['Location', 'ETag'],
  errors: ['InvalidArgument', 'ConflictError'],
  async handle({ packages, rules }, { input, query, path, headers }) {
    const key = idempotencyKeyOf(headers, (message, faults) => new InvalidArgumentError(message, faults));
    const given = (input as PackageRecord).uuid || (key === undefined ? undefined : uuidOfKey(key));
    const there = isUuid(given) ? await packages.get(given) : undefined;
    if (there) return repeated(there, { ...splitBody(input, query).attributes, uuid: given });
    const { attributes, skipValidation } = splitBody(input, query);
    const record = { ...attributes, uuid: given || randomUUID() };
    const errors = validatePackage(record, rules);
    // Packages are found by their uuid, so even skip_validation needs one.
    const fatal = skipValidation ? errors.filter(({ field }) => field === 'uuid') : errors;
    if (fatal.length > 0 || !isUuid(record.uuid)) throw new InvalidArgumentError('Package is invalid', fatal);
    try {
      return created(await packages.insert(record.uuid, record));
    } catch (error) {
      // The same request at the same moment was first.
      const first = error instanceof ConflictError ? await packages.get(record.uuid) : undefined;
      if (!first) throw error;
      return repeated(first, record);
    }

    function created(pkg: PackageRecord) {
      return reply(pkg, { headers: { Location: `${path}/${String(pkg.uuid)}`, ETag: packageEtag(pkg) } });
    }

    function repeated(pkg: PackageRecord, asked: PackageRecord) {
      if (key !== undefined && isSamePackage(pkg, asked)) return created(pkg);
      throw new ConflictError('A package with the given UUID already exists');
    }
  },
});

function isUuid(value: unknown): value is string {
  return typeof value === 'string' && UUID.test(value);
}
