import { type DatabaseHandle, openDatabase } from '@triton/database/open-database';
import { sql } from '@triton/database/kysely';
import { createLogger } from '@triton/logging/create-logger';

/** What is under way for a VM, whoever is to do it: uuids. All empty: the control plane is done with it. */
export interface Unfinished {
  jobs: string[];
  tickets: string[];
  tasks: string[];
}

/** The records themselves, which can be read while the services that keep them are dead. */
export class Records {
  readonly #database: DatabaseHandle<Record<never, never>>;

  constructor(databaseUrl: string) {
    const log = createLogger('e2e', { level: 'fatal' });
    this.#database = openDatabase({ url: databaseUrl, log, poolSize: 2 });
  }

  async unfinished(vmUuid: string): Promise<Unfinished> {
    const { rows } = await sql<Unfinished>`
      select
        array(select uuid::text from vmapi.jobs where vm_uuid = ${vmUuid} and finished_at is null) as jobs,
        array(select uuid::text from cnapi.tickets
              where scope = 'vm' and id = ${vmUuid}::text and status in ('queued', 'active')) as tickets,
        array(select id::text from cnapi.tasks where vm_uuid = ${vmUuid} and status = 'active') as tasks`.execute(
      this.#database.db,
    );
    return rows[0] as Unfinished;
  }

  /** How often the compute node was asked to change the VM for this job, whatever became of it. */
  async tasksFor(jobUuid: string): Promise<{ id: string; status: string }[]> {
    const { rows } = await sql<{ id: string; status: string }>`
      select id::text, status from cnapi.tasks where waiter = ${jobUuid}`.execute(this.#database.db);
    return rows;
  }

  /**
   * How many rows each table of each service has. Left out is what comes and goes by itself: space that is held for a
   * while, signatures that may not be used again, and the tasks that only look at a VM.
   */
  async counts(): Promise<Record<string, number>> {
    const { rows } = await sql<{ name: string }>`
      select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables
      where table_schema not in ('information_schema', 'pg_catalog') and table_name not in ('allocations', 'signatures')
      order by 1`.execute(this.#database.db);
    const counts: Record<string, number> = {};
    for (const { name } of rows) {
      const { rows: found } = await sql<{ count: string }>`
        select count(*) from ${sql.raw(name)} rows where to_jsonb(rows) ->> 'task' is distinct from 'machine_load'`.execute(
        this.#database.db,
      );
      counts[name] = Number(found[0]?.count);
    }
    return counts;
  }

  /** The last task and the last ticket of a VM. */
  async newestOf(vmUuid: string): Promise<{ tasks: string; tickets: string }> {
    const { rows } = await sql<{ tasks: string; tickets: string }>`
      select
        (select id::text from cnapi.tasks where vm_uuid = ${vmUuid} order by created_at desc limit 1) as tasks,
        (select uuid::text from cnapi.tickets where scope = 'vm' and id = ${vmUuid}::text
         order by created_at desc limit 1) as tickets`.execute(this.#database.db);
    return rows[0] as { tasks: string; tickets: string };
  }

  /** A runner that is at work on the job right now, or was when it died. */
  async leaseHolder(jobUuid: string): Promise<string | null> {
    const { rows } = await sql<{ lease_holder: string | null }>`
      select lease_holder from vmapi.jobs where uuid = ${jobUuid}`.execute(this.#database.db);
    return rows[0]?.lease_holder ?? null;
  }

  /** Disk uuids that were ever given out for the VM. */
  async diskUuidsEverUsed(vmUuid: string): Promise<string[]> {
    const { rows } = await sql<{ uuid: string }>`
      select uuid::text from vmapi.used_disk_uuids where vm_uuid = ${vmUuid}`.execute(this.#database.db);
    return rows.map(({ uuid }) => uuid);
  }

  close(): Promise<void> {
    return this.#database.close();
  }
}
