import fc from 'fast-check';
import { checkRules } from './check-rules';
import { isPermitted } from './is-permitted';
import { matchesName } from './matches-name';
import { parseRule } from './parse-rule';
import { type Attempt, RuleError } from './rule';

const attempt: Attempt = {
  login: 'bob',
  action: 'DeleteMachineDisk',
  resource: '/acme/machines/9d9f/disks/b1f0',
  sourceip: '10.1.2.3',
  method: 'DELETE',
  at: new Date('2026-03-03T10:11:12Z'), // a Tuesday
};
const permits = (...rules: string[]) => isPermitted(rules.map(parseRule), attempt);

test.each([
  'CAN deletemachinedisk',
  'can DeleteMachineDisk',
  'CAN deletemachinedisk AND getmachine',
  'CAN getmachine AND deletemachinedisk',
  'CAN getmachine, stopmachine, AND deletemachinedisk',
  'CAN getmachine, stopmachine and deletemachinedisk',
  'CAN delete*',
  'CAN *disk',
  'CAN *',
  'CAN anything',
  'bob CAN deletemachinedisk',
  '"bob" and eve CAN deletemachinedisk',
  'All can deletemachinedisk everything',
  'CAN deletemachinedisk /acme/machines/9d9f/*',
  'CAN deletemachinedisk "/acme/machines/9d9f/disks/b1f0"',
  'CAN deletemachinedisk WHEN sourceip = 10.0.0.0/8',
  'CAN deletemachinedisk IF sourceip::ip = 10.1.2.3',
  'CAN deletemachinedisk WHERE sourceip IN (192.168.0.0/16, 10.0.0.0/8)',
  'CAN deletemachinedisk WHEN NOT sourceip = "fe80::/10"',
  'CAN deletemachinedisk WHEN day = Tuesday AND time > 09:00:00',
  'CAN deletemachinedisk WHEN day::day IN (mon, tue) AND time::time <= 10:11:12',
  'CAN deletemachinedisk WHEN day = Sunday OR (day > Monday AND day < Friday)',
  'CAN deletemachinedisk WHEN date < 2027-01-01T00:00:00Z AND method = delete',
  'CAN deletemachinedisk WHEN sourceip != 10.9.0.0/16',
])('%s permits it', (rule) => {
  expect(permits(rule)).toBe(true);
});

test.each([
  'CAN getmachine',
  'CAN deletemachine',
  'CAN delete',
  'eve CAN deletemachinedisk',
  'CAN deletemachinedisk /globex/*',
  'CAN deletemachinedisk WHEN sourceip = 10.2.0.0/16',
  'CAN deletemachinedisk WHEN sourceip != 10.0.0.0/8',
  'CAN deletemachinedisk WHEN NOT (day = Tuesday)',
  'CAN deletemachinedisk WHEN day = Tuesday AND time < 09:00',
  'CAN deletemachinedisk WHEN method IN (GET, HEAD)',
  'CAN deletemachinedisk WHEN date > 2027-01-01',
])('%s does not', (rule) => {
  expect(permits(rule)).toBe(false);
});

test('without a rule nothing is permitted; CAN NOT wins over CAN, in any order', () => {
  expect(permits()).toBe(false);
  expect(permits('CAN *', 'CAN NOT deletemachinedisk')).toBe(false);
  expect(permits('CAN NOT *disk', 'CAN deletemachinedisk')).toBe(false);
  expect(permits('CAN NOT getmachine', 'CAN deletemachinedisk')).toBe(true);
});

test('an IPv4 client behind an IPv6 socket is where it is; one without an address is nowhere', () => {
  const rule = parseRule('CAN deletemachinedisk WHEN sourceip = 10.0.0.0/8');
  expect(isPermitted([rule], { ...attempt, sourceip: '::ffff:10.1.2.3' })).toBe(true);
  expect(isPermitted([rule], { ...attempt, sourceip: '' })).toBe(false);
});

test.each([
  ['', /lacks CAN|ends where/],
  ['deletemachinedisk', /lacks CAN at its end/],
  ['CAN', /ends where an action/],
  ['CAN NOT', /ends where an action/],
  ['CAN , x', /"," where an action/],
  ['CAN getmachine AND', /ends where an action/],
  ['CAN getmachine WHEN', /ends where a condition/],
  ['CAN getmachine "', /quotation mark/],
  ['CAN /get.*/i::regex', /regular expression/],
  ['CAN get\\*', /escapes/],
  ['CAN getmachine WHEN geoip = AT', /condition geoip, which is not known/],
  ['CAN getmachine WHEN __proto__ = 1', /not known/],
  ['CAN getmachine WHEN day::number = 1', /takes day for a number/],
  ['CAN getmachine WHEN day like Mon', /by like, which is not supported/],
  ['CAN getmachine WHEN day toString Mon', /not supported/],
  ['CAN getmachine WHEN day = Someday', /no day/],
  ['CAN getmachine WHEN time = 25:00', /no time/],
  ['CAN getmachine WHEN date = soon', /no date/],
  ['CAN getmachine WHEN sourceip = 10.0.0.0/33', /no ip/],
  ['CAN getmachine WHEN sourceip = here', /no ip/],
  ['CAN getmachine WHEN sourceip < 10.0.0.0', /by </],
  ['CAN getmachine WHEN method ~ GET', /by ~/],
  ['CAN getmachine WHEN (day = Monday', /lacks \)/],
  ['CAN getmachine WHEN day IN (Monday', /lacks \)/],
  ['CAN getmachine WHEN day = Monday Tuesday', /cannot be understood at "Tuesday"/],
])('%s cannot be honoured, and the reason is named', (rule, reason) => {
  expect(() => parseRule(rule)).toThrow(reason);
  expect(() => checkRules(['CAN getmachine', rule], new Set(['getmachine']))).toThrow(
    expect.objectContaining({ code: 'InvalidArgument', errors: [expect.objectContaining({ field: 'rules.1' })] }),
  );
});

test('a rule about an operation that there is not is refused by its name, one by pattern if none fits', () => {
  const operations = new Set(['getmachine', 'deletemachinedisk']);
  expect(() => checkRules(['CAN GetMachine AND delete*'], operations)).not.toThrow();
  expect(() => checkRules(['CAN getmachine AND deletemachindisk'], operations)).toThrow(/deletemachindisk/);
  expect(() => checkRules(['CAN create*'], operations)).toThrow(/create\*/);
});

test('whatever is written, it is a rule or a RuleError', () => {
  const word = fc.constantFrom(
    'CAN',
    'NOT',
    'AND',
    'WHEN',
    'a',
    '*',
    '"',
    '::',
    '(',
    ')',
    ',',
    '=',
    'day',
    'IN',
    '\\',
    '/x/',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(word).map((words) => words.join(' ')),
      ),
      (text) => {
        try {
          parseRule(text);
        } catch (err) {
          expect(err).toBeInstanceOf(RuleError);
        }
      },
    ),
  );
});

test('a pattern matches what a regular expression made of it does', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '/'), maxLength: 12 });
  const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '/', '*'), maxLength: 8 });
  fc.assert(
    fc.property(pattern, text, (name, candidate) => {
      const expected = new RegExp(`^${name.replaceAll('*', '.*')}$`).test(candidate);
      expect(matchesName([name], candidate)).toBe(expected);
    }),
  );
});
