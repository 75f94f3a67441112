import { sql, type Kysely } from '@triton/database/kysely';
import type { Metrics } from '@triton/http-server/metrics';
import type { Context } from '../context';
import type { VmapiTables } from '../tables';
import { runAudit } from './run-audit';

export interface AuditorOptions {
  everyMs: number;
  metrics: Metrics;
}

/** Audits every so often until it is closed; of several runners one does it. What fails is done the next time. */
export function startAuditor(
  context: Pick<Context, 'db' | 'cnapi' | 'log'>,
  { everyMs, metrics }: AuditorOptions,
): { close(): Promise<void> } {
  const found = metrics.gauge({
    name: 'vmapi_audit_findings',
    help: 'What the last audit found, by rule and cause.',
    labels: ['rule', 'cause', 'healed'],
  });
  const ended = metrics.gauge({ name: 'vmapi_audit_ended_seconds', help: 'When the last audit ended (Unix time).' });
  const failed = metrics.counter({ name: 'vmapi_audit_failures_total', help: 'Rules that could not be looked at.' });
  let round = Promise.resolve();

  async function audit(): Promise<void> {
    try {
      if (!(await isDue(context.db, everyMs))) return;
      const { findings, failures } = await runAudit(context);
      found.reset();
      for (const { rule, cause, healed } of findings) found.inc({ rule, cause, healed: String(healed) });
      failed.inc(failures.length);
      ended.setToCurrentTime();
    } catch (err) {
      context.log.warn({ err }, 'could not audit');
    }
  }
  const timer = setInterval(() => {
    round = round.then(audit);
  }, everyMs);
  return {
    close() {
      clearInterval(timer);
      return round;
    },
  };
}

/** Another runner, or an operator, may have just done it. */
async function isDue(db: Kysely<VmapiTables>, everyMs: number): Promise<boolean> {
  const { rows } = await sql`
    select from vmapi.audits where ended_at > now() - make_interval(secs => ${(everyMs / 1000) * 0.9})`.execute(db);
  return rows.length === 0;
}
