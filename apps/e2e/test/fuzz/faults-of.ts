import type { BadRequest } from './request';
import { type Answer, BOUND_MS } from './send';

/** What only we know: stack traces, our files, our tables, what our libraries say to each other. */
const LEAK =
  /\n\s+at |node_modules|\/(work|tmp|home|usr|root)\/|\.(ts|cjs|mjs)\b|select .+ from|insert into|duplicate key|violates|syntax error|invalid input|ECONN|EPIPE|"(stack|hostname|pid)":|bunyan|kysely|redis|postgres/i;
/** Answered for paths and connections, not by operations. */
const OF_THE_PROTOCOL = ['BadMethod', 'ResourceNotFound', 'InvalidHeader', 'InvalidContent'];
/** What bodies may hold beside code, message and errors. */
const FACTS = ['requested', 'free_space', 'allocatable'];

/** What is wrong with the answer to a bad request. Nothing is, when it says in our own words what was wrong with that. */
export function faultsOf(request: BadRequest, answer: Answer, codesOfService: ReadonlySet<string>): string[] {
  const { status, text, tookMs, contentType } = answer;
  const faults: string[] = [];
  if (status >= 500 || status === 0) faults.push(`status ${status}`);
  if (tookMs > BOUND_MS) faults.push(`it took ${Math.round(tookMs)} ms`);
  if (request.mustBeRefused && status < 400) faults.push(`it was not refused: ${status}`);
  if (status < 400 || text === '' || status === 410) return faults;
  const body = parsed(text);
  if (!contentType?.startsWith('application/json') || !body) return [...faults, 'the refusal is no JSON object'];
  const { code, message, errors, ...more } = body;
  const { codes } = request.operation;
  const allowed = request.isAstray ? codesOfService : codes;
  if (typeof code !== 'string' || !(allowed.has(code) || OF_THE_PROTOCOL.includes(code))) {
    faults.push(`${request.operation.id} does not tell of the code ${String(code)}`);
  }
  if (typeof message !== 'string' || message === '') faults.push('there is no message');
  if (errors !== undefined && !isFieldErrors(errors)) faults.push('errors is no list of field, code and message');
  const strange = Object.keys(more).filter((key) => !FACTS.includes(key));
  if (strange.length > 0) faults.push(`the body has ${strange.join(', ')}`);
  const leak = LEAK.exec(text)?.[0];
  if (leak !== undefined && !sent(request).includes(leak)) faults.push(`it leaks ${JSON.stringify(leak)}`);
  return faults;
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function isFieldErrors(errors: unknown): boolean {
  const isText = (value: unknown) => typeof value === 'string' && value !== '';
  return (
    Array.isArray(errors) && errors.every((error) => isText(error.field) && isText(error.code) && isText(error.message))
  );
}

/** An echo of the request is no leak. */
function sent({ target, body, headers }: BadRequest): string {
  return (
    decodeURIComponent(target.replaceAll(/%(?![0-9a-f]{2})|%[89a-f][0-9a-f]/gi, '')) + body + JSON.stringify(headers)
  );
}
