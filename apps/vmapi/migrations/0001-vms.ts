import { type Kysely, sql } from '@triton/database/kysely';

/** VMs: what was promised to their owners, and the last word of their compute nodes. Sizes are MiB, `quota` is GiB. */
export const vms = {
  name: '0001-vms',
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`
      CREATE TABLE vmapi.vms (
        uuid uuid PRIMARY KEY,
        owner_uuid uuid NOT NULL,
        server_uuid uuid,
        billing_id uuid,
        brand text NOT NULL,
        alias text NOT NULL,
        state text NOT NULL CHECK (state IN ('provisioning', 'running', 'stopped', 'stopping', 'failed', 'incomplete',
                                             'unknown', 'destroyed')),
        zone_state text,
        ram integer NOT NULL CHECK (ram > 0),
        vcpus integer,
        quota integer NOT NULL DEFAULT 1 CHECK (quota >= 0),
        flexible_disk_size integer CHECK (flexible_disk_size > 0),
        -- What the node said when it last reported; the disks' sizes are of the same moment. Drift can make it negative.
        node_free_space integer,
        node_allocatable integer CHECK (node_allocatable >= 0),
        indestructible_zoneroot boolean NOT NULL DEFAULT false,
        attributes jsonb NOT NULL DEFAULT '{}',
        tags jsonb NOT NULL DEFAULT '{}',
        customer_metadata jsonb NOT NULL DEFAULT '{}',
        internal_metadata jsonb NOT NULL DEFAULT '{}',
        nics jsonb NOT NULL DEFAULT '[]',
        snapshots jsonb NOT NULL DEFAULT '[]',
        -- A report of a lower epoch is older news than what is stored.
        reported_epoch bigint NOT NULL DEFAULT 0,
        version bigint NOT NULL DEFAULT 1,
        create_timestamp timestamptz NOT NULL DEFAULT now(),
        last_modified timestamptz NOT NULL DEFAULT now(),
        destroyed timestamptz,
        CHECK ((state = 'destroyed') = (destroyed IS NOT NULL))
      )`.execute(db);
    await sql`CREATE INDEX vms_by_owner ON vmapi.vms (owner_uuid, uuid) WHERE destroyed IS NULL`.execute(db);
    await sql`CREATE INDEX vms_by_server ON vmapi.vms (server_uuid) WHERE destroyed IS NULL`.execute(db);
    await sql`CREATE UNIQUE INDEX vms_one_alias_an_owner ON vmapi.vms (owner_uuid, alias)
      WHERE destroyed IS NULL AND state <> 'failed'`.execute(db);
  },
};
