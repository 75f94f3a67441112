import type { AuditRule, Finding } from './finding';

/** VMs that a compute node has and VMAPI does not, or holds for destroyed: they take space that nobody is charged for. */
export const unknownVms: AuditRule = {
  name: 'unknown-vm',
  async look({ db, servers }) {
    const findings: Finding[] = [];
    for (const [serverUuid, server] of servers) {
      if (server?.status !== 'running') continue;
      const onNode = Object.keys(server.vms);
      if (onNode.length === 0) continue;
      const rows = await db
        .selectFrom('vmapi.vms')
        .select(['uuid', 'destroyed', 'server_uuid'])
        .where('uuid', 'in', onNode)
        .execute();
      const records = new Map(rows.map((row) => [row.uuid, row]));
      for (const vmUuid of onNode) {
        const record = records.get(vmUuid);
        if (record && !record.destroyed && record.server_uuid === serverUuid) continue;
        // What a node says it has is up to a minute old, so a VM that was just destroyed may still be told of.
        if (record?.destroyed && Date.now() - record.destroyed.getTime() < JUST_DESTROYED_MS) continue;
        const evidence = record
          ? { destroyed: record.destroyed?.toISOString() ?? null, recorded_on: record.server_uuid }
          : { record: 'none' };
        const cause = record?.destroyed ? 'crash' : 'operator';
        findings.push({ subject: vmUuid, vmUuid, serverUuid, cause, evidence, healed: false });
      }
    }
    return findings;
  },
};

const JUST_DESTROYED_MS = 3 * 60_000;
