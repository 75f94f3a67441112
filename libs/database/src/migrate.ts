import { sql } from 'kysely';
import type { Kysely, Transaction } from 'kysely';
import { patiently } from './patiently';

/** One step of a schema. Its name starts with its number: `0001-disks`. Never changed once released: a later one mends it. */
export interface NumberedMigration {
  name: string;
  /** Runs in a transaction of its own. Names of tables carry their schema. */
  up(db: Kysely<unknown>): Promise<void>;
}

/** The database and the code do not belong together: the database is ahead, or has another history. */
export class MigrationMismatchError extends Error {
  override name = 'MigrationMismatchError';
}

const LOCK_TIMEOUT_MS = 60_000;

/**
 * Brings `schema` up to the last of `migrations`, which are in order. Each is a transaction together with the row that says
 * it was done, and all of it stands under one lock: several processes may start at once, and one killed in the middle
 * leaves whole migrations only.
 * @throws MigrationMismatchError when the database knows a migration that the code does not
 */
export async function migrate<DB>(
  db: Kysely<DB>,
  schema: string,
  migrations: readonly NumberedMigration[],
): Promise<void> {
  checkNames(migrations);
  let pending = true;
  while (pending) {
    pending = await patiently(() => db.transaction().execute((trx) => applyNext(trx, schema, migrations)));
  }
}

/** Applies the first migration not applied yet; answers whether more may follow. */
async function applyNext<DB>(
  trx: Transaction<DB>,
  schema: string,
  migrations: readonly NumberedMigration[],
): Promise<boolean> {
  // A migration may rightly take long; waiting for another process may not take for ever.
  await sql`select set_config('statement_timeout', '0', true),
                   set_config('lock_timeout', ${String(LOCK_TIMEOUT_MS)}, true)`.execute(trx);
  await sql`select pg_advisory_xact_lock(hashtext('migrate'), hashtext(${schema}))`.execute(trx);
  const table = sql.id(schema, 'migrations');
  if (!(await hasTable(trx, schema))) {
    await sql`create schema if not exists ${sql.id(schema)}`.execute(trx);
    await sql`create table ${table} (
      name text primary key,
      applied_at timestamptz not null default now()
    )`.execute(trx);
  }
  const { rows } = await sql<{ name: string }>`select name from ${table} order by name`.execute(trx);
  checkHistory(schema, rows, migrations);
  const next = migrations[rows.length];
  if (next === undefined) return false;
  await sql`insert into ${table} (name) values (${next.name})`.execute(trx);
  await next.up(trx as unknown as Kysely<unknown>);
  return rows.length + 1 < migrations.length;
}

async function hasTable<DB>(trx: Transaction<DB>, schema: string): Promise<boolean> {
  const { rows } = await sql`
    select from information_schema.tables where table_schema = ${schema} and table_name = 'migrations'`.execute(trx);
  return rows.length > 0;
}

/** What was applied must be exactly the beginning of what the code holds. */
function checkHistory(schema: string, applied: { name: string }[], migrations: readonly NumberedMigration[]): void {
  for (const [index, { name }] of applied.entries()) {
    const expected = migrations[index]?.name;
    if (expected === name) continue;
    throw new MigrationMismatchError(
      expected === undefined
        ? `schema ${schema} holds migration ${name}, which this version does not know: it is older than the database`
        : `schema ${schema} holds migration ${name} where this version has ${expected}`,
    );
  }
}

function checkNames(migrations: readonly NumberedMigration[]): void {
  for (const [index, { name }] of migrations.entries()) {
    const number = String(index + 1).padStart(4, '0');
    if (!name.startsWith(`${number}-`)) throw new Error(`migration ${name} must be named ${number}-…`);
  }
}
