import { CommanderError } from 'commander';
import { type ErrorLink, errorChain } from '@triton/errors/error-chain';
import { TritonError } from '@triton/errors/triton-error';
import { HintedError } from '../hinted-error';
import type { Running } from '../running';
import { SeveralFailedError } from '../several-failed-error';
import { UsageError } from '../usage-error';
import { hintFor } from './hint-for';

/** A command line may be megabytes, and commander repeats it. */
const LONGEST_LINE = 1000;

/** What is printed about an error: `triton instance get: error (Code): message`, its field faults, advice; never a stack. */
export function errorLines(error: unknown, running: Running): string[] {
  if (error instanceof SeveralFailedError) {
    const each = error.failures.flatMap((failure) => linesOf(failure.error, running, `${failure.name}: `));
    return [...each, `${running.path}: error: ${error.message}`];
  }
  return linesOf(error, running, '');
}

function linesOf(error: unknown, running: Running, about: string): string[] {
  if (error instanceof CommanderError) return usageLines(error, running);
  if (error instanceof HintedError) return [...linesOf(error.cause, running, about), `    ${error.hint}`];
  const chain = errorChain(error);
  const code = error instanceof UsageError ? 'Usage' : chain[0]?.code;
  const faults = error instanceof TritonError ? error.errors : [];
  const hint = hintFor(chain, running.profile);
  return [
    `${running.path}: error${code ? ` (${code})` : ''}: ${about}${messageOf(chain, running)}`,
    ...faults.map((fault) => `    ${fault.field}: ${fault.code}: ${fault.message}`),
    ...(hint ? [`    ${hint}`] : []),
  ]
    .map(oneLine)
    .concat(running.verbose ? stacksOf(chain) : []);
}

function usageLines(error: CommanderError, { path }: Running): string[] {
  if (error.code === 'commander.help') return []; // a group without a command has printed its help
  return [oneLine(`${path}: ${error.message.replace(/^error: /, 'error (Usage): ')}`), `usage: see "${path} --help"`];
}

function messageOf(chain: readonly ErrorLink[], { profile }: Running): string {
  const [outermost] = chain;
  const message = outermost?.message ?? 'unknown error';
  if (outermost?.code !== 'RemoteUnavailable' || !profile) return message;
  const root = chain.at(-1);
  const why = root && root !== outermost ? ` (${root.code ?? root.message})` : '';
  return `${message} at ${profile.url}${why}`;
}

/** For `-v`: everything that is known. */
function stacksOf(chain: readonly ErrorLink[]): string[] {
  return chain.flatMap(({ name, message, stack }, i) =>
    `${i === 0 ? '' : 'caused by '}${stack ?? `${name}: ${message}`}`.split('\n').map((line) => `    ${line}`),
  );
}

function oneLine(text: string): string {
  const line = text.replace(/\s*[\r\n]+\s*/g, ' ').replaceAll('\t', '\\t');
  return line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line;
}
