import { Type } from '@sinclair/typebox';
import { compile } from '@triton/schemas/validate';
import fc from 'fast-check';
import { hostileText, hostileValue, pollutingKey } from './hostile-values';
import type { Operation, Schema } from './operations';
import { KNOWN_UUID, validObject } from './valid-value';

/** More than any service takes. */
const OVERSIZED_BYTES = 2_200_000;

export interface Body {
  text: string;
  headers: Record<string, string>;
}

const OPEN: Schema = { type: 'object', properties: {}, additionalProperties: true };
const JSON_TYPE = { 'content-type': 'application/json' };

/** Bodies that no service may act on. */
export function badBody(operation: Operation): fc.Arbitrary<Body> {
  const schema = operation.body ?? OPEN;
  const good = validObject(schema);
  const goodText = good.map((value) => JSON.stringify(value));
  const asJson = (texts: fc.Arbitrary<string>) => texts.map((text) => ({ text, headers: JSON_TYPE }));
  return fc.oneof(
    { weight: 100, arbitrary: asJson(brokenBySchema(schema)) },
    { weight: 35, arbitrary: asJson(polluted(good)) },
    { weight: 35, arbitrary: asJson(malformed(goodText)) },
    { weight: 17, arbitrary: asJson(fc.constantFrom('[]', '[{}]', '"text"', '1', 'null', 'true', '1e999', '""')) },
    { weight: 17, arbitrary: goodText.chain(mistyped) },
    { weight: 17, arbitrary: asJson(tooDeep) },
    { weight: 1, arbitrary: asJson(fc.constant(`{"a":"${'x'.repeat(OVERSIZED_BYTES)}"}`)) },
  );
}

/** Bodies that the operation would take, were the rest of the request good. */
export function goodBody({ body }: Operation): fc.Arbitrary<Body> {
  if (!body) return fc.constant({ text: '', headers: {} });
  return validObject(body).map((value) => ({ text: JSON.stringify(value), headers: JSON_TYPE }));
}

/** One member is wrong, missing or too many; what happens to be right after all is made wrong. */
function brokenBySchema(schema: Schema): fc.Arbitrary<string> {
  const check = compile(Type.Unsafe<object>(schema));
  const names = Object.keys((schema.properties ?? {}) as object);
  const name = fc.oneof(hostileText, fc.constantFrom('size', 'owner_uuid', 'sise', ...names));
  return fc.tuple(validObject(schema), name, hostileValue, fc.nat(2)).map(([value, key, hostile, way]) => {
    const broken: Record<string, unknown> = { ...value };
    if (way === 0) delete broken[key];
    else broken[key] = hostile;
    const text = JSON.stringify(broken);
    // An id stands in for the placeholder later.
    const sent: unknown = JSON.parse(text.replaceAll(KNOWN_UUID, '00000000-0000-4000-8000-000000000000'));
    return check(sent).errors.length > 0 ? text : '{"a":"\\u0000"}';
  });
}

function polluted(good: fc.Arbitrary<object>): fc.Arbitrary<string> {
  return fc.tuple(good, pollutingKey, hostileValue, fc.boolean()).map(([value, key, hostile, deep]) => {
    const member = `${JSON.stringify(key)}:${JSON.stringify(hostile)}`;
    const extra = deep ? `"a":[{${member}}]` : member;
    const text = JSON.stringify(value);
    return text === '{}' ? `{${extra}}` : `${text.slice(0, -1)},${extra}}`;
  });
}

function malformed(good: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const cut = fc.tuple(good, fc.nat(40)).map(([text, at]) => text.slice(0, Math.min(text.length - 1, at + 1)));
  const more = fc.tuple(good, fc.constantFrom('}', ']', ',', '\0', '//', '{}', "'")).map(([text, end]) => text + end);
  const words = fc.constantFrom(
    "{'size': 1}",
    '{size: 1}',
    '{"size": NaN}',
    '{"size": 01}',
    '{"a":"\n"}',
    '\\',
    '{,}',
    '<a/>',
  );
  return fc.oneof(cut, more, words);
}

const tooDeep = fc
  .integer({ min: 25, max: 9_000 })
  .chain((levels) =>
    fc.constantFrom(
      `{"a":${'['.repeat(levels)}${']'.repeat(levels)}}`,
      `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`,
    ),
  );

/** Good JSON that does not say so. */
function mistyped(text: string): fc.Arbitrary<Body> {
  return fc
    .constantFrom<Record<string, string>>(
      { 'content-type': 'text/plain' },
      { 'content-type': 'text/xml' },
      { 'content-type': 'multipart/form-data; boundary=x' },
      { 'content-type': 'application/octet-stream' },
      { 'content-type': 'application/jsonp' },
      { 'content-type': 'json' },
      { 'content-type': '' },
      { 'content-type': 'application/json; charset=klingon' },
      { 'content-type': 'application/json; charset=utf-16' },
      { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      { 'content-type': 'application/json', 'content-encoding': 'br' },
      { 'content-type': 'application/json', 'content-encoding': 'klingon' },
    )
    .map((headers) => ({ text, headers }));
}
