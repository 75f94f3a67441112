import fc from 'fast-check';
import { hostileText, hostileValue, pollutingKey } from './hostile-values';
import type { Operation, Parameter } from './operations';
import { segment } from './segment';
import { KNOWN_UUID, validValue } from './valid-value';

/** A query that the operation takes, or none. */
export function goodQueryText({ queryParameters }: Operation): fc.Arbitrary<string> {
  return fc.oneof(fc.constant(''), ...queryParameters.map(goodQueryPart));
}

/** One that it need not take. */
export function badQueryText({ queryParameters }: Operation): fc.Arbitrary<string> {
  if (queryParameters.length === 0) return anyQuery;
  const one = fc.constantFrom(...queryParameters);
  const bad = fc.tuple(one, hostileText, hostileValue).map(([{ name }, text, value]) => {
    const written = typeof value === 'object' ? JSON.stringify(value) : String(value);
    return `${name}=${segment(text)}&${name}=${segment(written.slice(0, 3_000))}`;
  });
  const single = fc.tuple(one, hostileText).map(([{ name }, text]) => `${name}=${segment(text)}`);
  return fc.oneof(single, single, bad, anyQuery);
}

const anyQuery = fc.oneof(
  fc.tuple(pollutingKey, hostileText).map(([key, text]) => `${key}[x]=${segment(text)}&${key}=1`),
  fc.constantFrom(
    'action=explode',
    'action=',
    'action[]=x',
    '%zz=%',
    '&&&=&',
    'a[b][c]=1',
    `${'x=1&'.repeat(1_500)}`,
    '%00=%00',
  ),
);

function goodQueryPart({ name, schema }: Parameter): fc.Arbitrary<string> {
  return validValue(schema).map(
    (value) => `${name}=${segment(String(value)).replaceAll(segment(KNOWN_UUID), KNOWN_UUID)}`,
  );
}
