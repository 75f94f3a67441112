import { callerNamed, type ServiceCaller } from './service-caller';

/** Who may call, by name, each with the hashes of the tokens that are good. */
export type Callers = ReadonlyMap<string, { caller: ServiceCaller; hashes: readonly Buffer[] }>;

/** One in use, and during a rotation the one before or after. */
const MOST_TOKENS = 2;
const HASH = /^[0-9a-f]{64}$/;

/**
 * Reads a callers file: `{"cloudapi": ["<sha256 of a token>"], "agent-<server_uuid>": ["…", "…"]}`.
 * @throws Error that names every fault, and no hash
 */
export function parseCallers(text: string): Callers {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (cause) {
    throw new Error('it is not JSON', { cause });
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content)) throw new Error('it is no object');
  const callers = new Map<string, { caller: ServiceCaller; hashes: Buffer[] }>();
  const faults: string[] = [];
  for (const [name, hashes] of Object.entries(content)) {
    const caller = callerNamed(name);
    if (!caller) faults.push(`${name.slice(0, 100)} is no name of a caller`);
    else if (!isHashes(hashes)) faults.push(`${name} must have 1 or ${MOST_TOKENS} SHA-256 hashes in hex`);
    else callers.set(name, { caller, hashes: hashes.map((hash) => Buffer.from(hash, 'hex')) });
  }
  if (callers.size === 0) faults.push('nobody is named in it');
  if (faults.length > 0) throw new Error(faults.join('; '));
  return callers;
}

function isHashes(value: unknown): value is string[] {
  if (!Array.isArray(value) || value.length < 1 || value.length > MOST_TOKENS) return false;
  return value.every((hash) => typeof hash === 'string' && HASH.test(hash));
}
