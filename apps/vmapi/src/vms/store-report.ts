import { withRetries } from '@triton/database/with-retries';
import type { Kysely } from '@triton/database/kysely';
import type { VmapiTables } from '../tables';
import { readNodeReport } from './node-report';
import { putReport, type ReportContext } from './put-report';

/** Makes what a compute node says of a VM its record, in a transaction of its own with the VM's row locked. */
export async function storeReport(db: Kysely<VmapiTables>, vm: unknown, context: ReportContext): Promise<void> {
  const report = readNodeReport(vm);
  await withRetries(db, (trx) => putReport(trx, report, context));
}
