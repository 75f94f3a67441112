import { type Kysely, sql } from '@triton/database/kysely';

/**
 * Disks: the space ledger. A row is charged from the moment its operation is accepted until the node has given the
 * space back. An operation under way is named by its job, so that its end finds its rows.
 */
export const disks = {
  name: '0002-disks',
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`
      CREATE TABLE vmapi.disks (
        uuid uuid PRIMARY KEY,
        vm_uuid uuid NOT NULL REFERENCES vmapi.vms,
        pci_slot text NOT NULL,
        size integer NOT NULL CHECK (size > 0),
        target_size integer CHECK (target_size > 0),
        state text NOT NULL CHECK (state IN ('creating', 'resizing', 'deleting', 'active')),
        job_uuid uuid,
        boot boolean NOT NULL DEFAULT false,
        image_uuid uuid,
        block_size integer,
        snapshots_mib double precision NOT NULL DEFAULT 0 CHECK (snapshots_mib >= 0),
        -- path, refreservation and the like: as the node reported them.
        reported jsonb NOT NULL DEFAULT '{}',
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (vm_uuid, pci_slot),
        CHECK ((state = 'active') = (job_uuid IS NULL)),
        CHECK ((state = 'resizing') = (target_size IS NOT NULL)),
        CHECK (NOT (boot AND state = 'deleting'))
      )`.execute(db);
    await sql`CREATE UNIQUE INDEX disks_one_boot_disk_a_vm ON vmapi.disks (vm_uuid) WHERE boot`.execute(db);
    await sql`CREATE INDEX disks_by_job ON vmapi.disks (job_uuid) WHERE job_uuid IS NOT NULL`.execute(db);
    // A disk's uuid is never used again: a replayed DELETE of an old disk can not meet a new one.
    await sql`
      CREATE TABLE vmapi.used_disk_uuids (
        uuid uuid PRIMARY KEY,
        vm_uuid uuid NOT NULL,
        first_used timestamptz NOT NULL DEFAULT now()
      )`.execute(db);
  },
};
