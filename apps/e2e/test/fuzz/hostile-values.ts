import fc from 'fast-check';

const LONG = 5_000;

/** Texts that have broken other people's services. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '\0',
    'a\0b',
    '\ud800',
    '\u202e\u0007',
    '💾'.repeat(40),
    "'; DROP TABLE vmapi.vms; --",
    '" OR ""="',
    '$(reboot)',
    '`id`',
    '-rf',
    '../../etc/passwd',
    '..\\..\\boot.ini',
    '%s%n%d',
    '${7*7}{{7*7}}',
    '<script>alert(1)</script>',
    '[object Object]',
    'undefined',
    'null',
    'NaN',
    'true',
    '0x10',
    '1e3',
    '-1',
    '٣',
    '\r\nX-Injected: 1',
    'x'.repeat(LONG),
    '(((((((((((a',
    '*',
    '2026-13-45T99:99:99Z',
    '00000000-0000-0000-0000-000000000000',
    'zones@x%y',
  ),
  fc.string({ maxLength: 30 }),
  fc.string({ unit: 'binary', maxLength: 30 }),
);

export const hostileNumber: fc.Arbitrary<number> = fc.oneof(
  fc.constantFrom(0, -0, -1, 1.5, 1e300, -1e300, 2 ** 31, 2 ** 53, 2 ** 63, 1e-7, Number.MAX_SAFE_INTEGER),
  fc.double({ noNaN: true }),
  fc.integer(),
);

/** Any JSON, with a liking for what is of the wrong type, too large, too long or too deep. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  hostileNumber,
  fc.constantFrom(null, true, false, [], {}, [[]], [null], { size: {} }, Array(300).fill(1)),
  fc.jsonValue({ maxDepth: 4 }),
  fc.integer({ min: 19, max: 60 }).map((levels) => nested(levels)),
);

/** Names that mean something to JavaScript. */
export const pollutingKey = fc.constantFrom('__proto__', 'constructor', 'prototype');

function nested(levels: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level++) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}
