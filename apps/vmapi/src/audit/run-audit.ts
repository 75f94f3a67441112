import { RemoteError } from '@triton/http-client/remote-error';
import { isDatabaseDown } from '@triton/database/is-database-down';
import { sql } from '@triton/database/kysely';
import { ServiceUnavailableError } from '@triton/errors/service-unavailable-error';
import type { Audit } from '@triton/schemas/audit-finding';
import type { Server } from '@triton/schemas/server';
import type { Context } from '../context';
import { auditRules } from './audit-rules';
import { readAudit, storeAudit, storeFindings } from './audit-table';

/**
 * Compares ledger, VM records and what compute nodes report, sets right what is safe to set right, and writes down the rest
 * with its cause and evidence. A rule that cannot be looked at (CNAPI is away) leaves its findings as they were. Running
 * twice at once does no harm: every rule heals with the VM's row locked.
 * @throws ServiceUnavailableError as soon as the ledger itself cannot be reached
 */
export async function runAudit(context: Pick<Context, 'db' | 'cnapi' | 'log'>): Promise<Audit> {
  const { db, log } = context;
  const failures: Audit['failures'] = [];
  const servers = await readServers(context).catch((err: unknown) => {
    endWithoutLedger(err);
    failures.push({ rule: 'servers', message: messageOf(err) });
    return new Map<string, Server | undefined>();
  });
  for (const rule of auditRules) {
    try {
      const findings = await rule.look({ ...context, servers });
      await storeFindings(db, rule.name, findings);
      for (const finding of findings) log.warn({ audit: rule.name, ...finding }, 'audit: not as it should be');
    } catch (err) {
      endWithoutLedger(err);
      log.warn({ err, audit: rule.name }, 'audit: could not look');
      failures.push({ rule: rule.name, message: messageOf(err) });
    }
  }
  await storeAudit(db, failures);
  return readAudit(db);
}

async function readServers({ db, cnapi }: Pick<Context, 'db' | 'cnapi'>): Promise<Map<string, Server | undefined>> {
  const { rows } = await sql<{ server_uuid: string }>`
    select distinct server_uuid from vmapi.vms where server_uuid is not null and destroyed is null`.execute(db);
  const servers = new Map<string, Server | undefined>();
  for (const { server_uuid } of rows) {
    const server = await cnapi.getServer(server_uuid).catch((err: unknown) => {
      if (err instanceof RemoteError && err.status === 404) return undefined;
      throw err;
    });
    servers.set(server_uuid, server);
  }
  return servers;
}

/** The other rules would find out the same, each after a time-out of its own. */
function endWithoutLedger(err: unknown): void {
  if (err instanceof ServiceUnavailableError && isDatabaseDown(err.cause)) throw err;
}

function messageOf(err: unknown): string {
  return err instanceof Error ? err.message : String(err);
}
