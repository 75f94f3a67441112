import { type Kysely, sql } from '@triton/database/kysely';

/** A VM for a change, in one journey: its row locked, and then it and its disks as whoever had the lock before left them. */
export const lockVm = {
  name: '0010-lock-vm',
  async up(db: Kysely<unknown>): Promise<void> {
    // VOLATILE, so in a READ COMMITTED transaction the second statement sees what was committed while the first waited.
    await sql`
      CREATE FUNCTION vmapi.lock_vm(wanted uuid) RETURNS TABLE (locked_vm vmapi.vms, its_disks json)
      LANGUAGE plpgsql VOLATILE AS $$
      BEGIN
        PERFORM FROM vmapi.vms WHERE uuid = wanted FOR UPDATE;
        RETURN QUERY
        SELECT vms, coalesce((
          SELECT json_agg(disks ORDER BY boot DESC, created_at, pci_slot) FROM vmapi.disks WHERE vm_uuid = wanted
        ), '[]')
        FROM vmapi.vms WHERE uuid = wanted;
      END $$`.execute(db);
  },
};
