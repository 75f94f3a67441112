import { type Kysely, sql } from '@triton/database/kysely';
import type { Audit } from '@triton/schemas/audit-finding';
import type { VmapiTables } from '../tables';
import type { Finding } from './finding';

/** What a rule finds now replaces what it found before; what it finds again keeps the time when it was first seen. */
export async function storeFindings(
  db: Kysely<VmapiTables>,
  rule: string,
  findings: readonly Finding[],
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const known = await trx.deleteFrom('vmapi.audit_findings').where('rule', '=', rule).returningAll().execute();
    const firstSeen = new Map(known.map(({ subject, first_seen }) => [subject, first_seen]));
    if (findings.length === 0) return;
    const rows = findings.map(({ subject, vmUuid, serverUuid, cause, evidence, healed }) => ({
      ...{ rule, subject, vm_uuid: vmUuid ?? null, server_uuid: serverUuid ?? null, cause, healed },
      evidence: JSON.stringify(evidence),
      first_seen: firstSeen.get(subject) ?? sql<Date>`now()`,
    }));
    await trx.insertInto('vmapi.audit_findings').values(rows).execute();
  });
}

export async function storeAudit(db: Kysely<VmapiTables>, failures: Audit['failures']): Promise<void> {
  await db
    .insertInto('vmapi.audits')
    .values({ failures: JSON.stringify(failures) })
    .execute();
  await sql`delete from vmapi.audits where ended_at < now() - interval '30 days'`.execute(db);
}

export async function readAudit(db: Kysely<VmapiTables>): Promise<Audit> {
  const last = await db.selectFrom('vmapi.audits').selectAll().orderBy('id', 'desc').limit(1).executeTakeFirst();
  const rows = await db
    .selectFrom('vmapi.audit_findings')
    .selectAll()
    .orderBy('first_seen')
    .orderBy('subject')
    .execute();
  return {
    ended_at: last?.ended_at.toISOString() ?? null,
    failures: last?.failures ?? [],
    findings: rows.map(({ vm_uuid, server_uuid, first_seen, last_seen, ...row }) => ({
      ...row,
      ...(vm_uuid === null ? {} : { vm_uuid }),
      ...(server_uuid === null ? {} : { server_uuid }),
      first_seen: first_seen.toISOString(),
      last_seen: last_seen.toISOString(),
    })),
  };
}
