import type { EndpointFacts } from '../endpoint';
import { registered } from './code-meanings';
import { protocolCodes } from './protocol-codes';
import type { ServiceAbout } from './service-about';

/** Wrong methods are answered for paths, not by endpoints. */
const OF_PATHS = ['BadMethod'];

/** Every code a service answers with, as the rows of a Markdown table for its README. */
export function errorsTable(about: ServiceAbout, endpoints: readonly EndpointFacts[]): string {
  const codes = endpoints.flatMap((facts) => [...facts.errors, ...protocolCodes(facts, about)]);
  const all = [...new Set([...OF_PATHS, ...codes])].sort();
  const stale = Object.keys(about.meanings ?? {}).filter((code) => !all.includes(code));
  if (stale.length > 0)
    throw new Error(`${about.title} explains codes that it never answers with: ${stale.join(', ')}`);
  const rows = all.map((code) => {
    const { status, meaning } = registered(code);
    return `| \`${code}\` | ${status} | ${about.meanings?.[code] ?? meaning} |`;
  });
  return ['| Code | Status | When |', '| --- | --- | --- |', ...rows].join('\n');
}
