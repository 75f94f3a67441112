import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InternalError } from '@triton/errors/internal-error';
import { createLogger } from '@triton/logging/create-logger';
import { callerGate, type CallerRules } from '../callers/caller-gate';
import { hashOfToken, newCallerToken } from '../callers/caller-token';
import { createApp } from '../create-app';
import type { Endpoint } from '../endpoint';
import { listen } from '../listen';

const SERVER = '84449e46-b63d-8c90-8003-7de89a378ffe';
const OTHER_SERVER = 'dfaf9fd4-3c25-876f-8f95-d9f18b163a6b';

/**
 * Tries every operation that is not public as whoever may not do it: without a credential, as each role that the rules do
 * not name for it, and as an agent for another server. Answers those who were not refused. Handlers are not run.
 */
export async function strangersLetIn<C>(endpoints: readonly Endpoint<C>[], rules: CallerRules): Promise<string[]> {
  const roles = ['portal', ...Object.keys(rules)];
  const nameOf = (role: string) => (role === 'agent' ? `agent-${SERVER}` : role);
  const tokens = new Map(roles.map((role) => [role, newCallerToken(nameOf(role))]));
  const dir = mkdtempSync(join(tmpdir(), 'callers-'));
  const file = join(dir, 'callers.json');
  const known = [...tokens].map(([role, token]) => [nameOf(role), [hashOfToken(token).toString('hex')]]);
  writeFileSync(file, JSON.stringify(Object.fromEntries(known)));
  const log = createLogger('callers', { level: 'fatal' });
  const gate = callerGate({ file, rules, endpoints, log });
  const harmless = endpoints.map((endpoint) => ({ ...endpoint, handle: () => undefined }));
  const invalid = (message: string) => new InternalError(new Error(message));
  const options = { name: 'callers', serverHeader: 'x', endpoints: harmless, context: {} as C, log, invalid };
  const server = await listen(createApp({ ...options, ...gate.options }), { host: '127.0.0.1', port: 0 });
  const headersOf = (role: string) => ({ authorization: `Bearer ${tokens.get(role)}`, 'x-server-uuid': SERVER });

  const attempts = endpoints
    .filter((endpoint) => endpoint.public !== true)
    .flatMap((endpoint) => {
      const others = roles.filter((role) => !rules[role]?.includes(endpoint.name));
      const isForServer = endpoint.path.includes('/:server_uuid') && rules.agent?.includes(endpoint.name);
      return [
        { who: 'nobody', wanted: 401, headers: {}, endpoint },
        ...others.map((role) => ({ who: role, wanted: 403, headers: headersOf(role), endpoint })),
        ...(isForServer ? [{ who: 'agent of another', wanted: 403, headers: headersOf('agent'), endpoint }] : []),
      ];
    });
  const letIn: string[] = [];
  for (const { who, wanted, headers, endpoint } of attempts) {
    const { name, method, path, action } = endpoint;
    const target = path.replace(/:\w+/g, OTHER_SERVER) + (action === undefined ? '' : `?action=${action}`);
    const { status } = await fetch(`${server.url}${target}`, { method: method.toUpperCase(), headers });
    if (status !== wanted) letIn.push(`${name} answered ${who} with ${status} instead of ${wanted}`);
  }
  await server.close();
  gate.close();
  rmSync(dir, { recursive: true });
  return letIn;
}
