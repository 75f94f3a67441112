import { serializeError } from './serialize-error';

const REDACTED = '[redacted]';
const DEEPEST = 12;

/** Members whose value is secret whatever it looks like. Compared in lower case, without `-` and `_`. */
const SECRET_NAMES = new Set([
  'authorization',
  'proxyauthorization',
  'cookie',
  'setcookie',
  'signature',
  'password',
  'passphrase',
  'secret',
  'privatekey',
  'requirepass',
]);

/** Secrets inside of free text: keys in PEM, the signature of an HTTP `Signature` header, passwords and tokens in URLs and headers. */
const SECRET_TEXTS: readonly [hint: string, pattern: RegExp, replacement: string][] = [
  [
    'PRIVATE KEY',
    /-----BEGIN ([A-Z0-9 ]*)PRIVATE KEY-----[\s\S]*?(-----END [A-Z0-9 ]*PRIVATE KEY-----|$)/g,
    `-----BEGIN $1PRIVATE KEY----- ${REDACTED}`,
  ],
  ['ignature', /\b(signature["']?\s*[=:]\s*\\?["']?)[A-Za-z0-9+/=_-]{8,}/gi, `$1${REDACTED}`],
  ['://', /([a-z][a-z0-9+.-]*:\/\/[^\s:/@]*:)[^\s/]*@/gi, `$1${REDACTED}@`],
  [' ', /\b(bearer|basic) [A-Za-z0-9+/=_.-]{8,}/gi, `$1 ${REDACTED}`],
];

/**
 * A copy of `value` that is safe to write to a log: secrets are gone, errors show their whole chain, and whatever JSON cannot
 * say (cycles, bigints, buffers) is replaced by something it can.
 */
export function redact(value: unknown): unknown {
  return copy(value, []);
}

function copy(value: unknown, parents: object[]): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null) return value;
  if (parents.includes(value)) return '[circular]';
  if (parents.length >= DEEPEST) return '[too deep]';
  const inside = [...parents, value];
  if (value instanceof Error) return copy(serializeError(value), inside);
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) return value.map((element) => copy(element, inside));
  if (value instanceof Map) return copy(Object.fromEntries(value), inside);
  if (value instanceof Set) return copy([...value], inside);
  if (hasToJson(value)) return copy(value.toJSON(), inside);
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, isSecret(name, member) ? REDACTED : copy(member, inside)]),
  );
}

function hasToJson(value: object): value is { toJSON(): unknown } {
  return typeof (value as { toJSON?: unknown }).toJSON === 'function';
}

function isSecret(name: string, member: unknown): boolean {
  // An absent secret is worth seeing as absent.
  return member !== undefined && member !== null && SECRET_NAMES.has(name.toLowerCase().replaceAll(/[-_]/g, ''));
}

function redactText(text: string): string {
  let safe = text;
  for (const [hint, pattern, replacement] of SECRET_TEXTS) {
    if (safe.includes(hint)) safe = safe.replace(pattern, replacement);
  }
  return safe;
}
