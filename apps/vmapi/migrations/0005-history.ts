import { type Kysely, sql } from '@triton/database/kysely';

/**
 * What compute nodes changed without being asked, and how it was found out. A node numbers what it says of a VM
 * (`observed`), so that two reports of one epoch have an order.
 */
export const history = {
  name: '0005-history',
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`ALTER TABLE vmapi.vms ADD COLUMN observed bigint NOT NULL DEFAULT 0`.execute(db);
    await sql`
      CREATE TABLE vmapi.vm_history (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        vm_uuid uuid NOT NULL REFERENCES vmapi.vms,
        at timestamptz NOT NULL DEFAULT now(),
        cause text NOT NULL CHECK (cause IN ('operator', 'rollback', 'crash')),
        changes jsonb NOT NULL,
        job_uuid uuid
      )`.execute(db);
    await sql`CREATE INDEX vm_history_by_vm ON vmapi.vm_history (vm_uuid, id)`.execute(db);
  },
};
