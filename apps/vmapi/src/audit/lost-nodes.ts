import { sql } from '@triton/database/kysely';
import type { AuditRule } from './finding';

/** Compute nodes that give no sign of life, or that CNAPI does not know, with VMs on them. */
export const lostNodes: AuditRule = {
  name: 'lost-node',
  async look({ db, servers }) {
    const lost = [...servers].filter(([, server]) => server?.status !== 'running');
    return Promise.all(
      lost.map(async ([serverUuid, server]) => {
        const { rows } = await sql<{ vms: number; unfinished: number }>`
          select count(*)::int as vms,
            (select count(*)::int from vmapi.jobs join vmapi.vms as of_job on of_job.uuid = jobs.vm_uuid
             where jobs.finished_at is null and of_job.server_uuid = ${serverUuid}) as unfinished
          from vmapi.vms where server_uuid = ${serverUuid} and destroyed is null`.execute(db);
        const known = server ? { last_heartbeat: server.last_heartbeat } : { cnapi: 'knows no such server' };
        const evidence = { ...known, vms: rows[0]?.vms ?? 0, unfinished_jobs: rows[0]?.unfinished ?? 0 };
        return { subject: serverUuid, serverUuid, cause: 'lost-node' as const, evidence, healed: false };
      }),
    );
  },
};
