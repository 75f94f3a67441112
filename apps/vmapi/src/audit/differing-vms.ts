import { RemoteError } from '@triton/http-client/remote-error';
import { withRetries } from '@triton/database/with-retries';
import { unfinishedJobs } from '../jobs/job-table';
import type { VmRow } from '../tables';
import { driftOfReport } from '../vms/drift-of-report';
import { readNodeReport } from '../vms/node-report';
import { putReport } from '../vms/put-report';
import { findVm } from '../vms/vm-table';
import { causeOfDrift } from './cause-of-drift';
import type { AuditContext, AuditRule, Finding } from './finding';

const AT_ONCE = 4;

/**
 * VMs that are not what their compute node has. The node is the truth, so its word becomes the record and the difference part
 * of the VM's history; a VM that its node does not have at all is nothing to decide without a person.
 */
export const differingVms: AuditRule = {
  name: 'differing-vm',
  async look(context) {
    const waiting = await settledVms(context);
    const findings: Finding[] = [];
    const lane = async (): Promise<void> => {
      for (let vm = waiting.pop(); vm; vm = waiting.pop()) {
        const finding = await compare(context, vm);
        if (finding) findings.push(finding);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
    return findings;
  },
};

/** VMs on nodes that answer, with nothing under way: only they can be compared. */
async function settledVms({ db, servers }: AuditContext): Promise<VmRow[]> {
  const running = [...servers].flatMap(([uuid, server]) => (server?.status === 'running' ? [uuid] : []));
  if (running.length === 0) return [];
  return db
    .selectFrom('vmapi.vms')
    .selectAll()
    .where('destroyed', 'is', null)
    .where('server_uuid', 'in', running)
    .where('state', 'not in', ['provisioning', 'failed'])
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('vmapi.jobs')
            .select('vmapi.jobs.uuid')
            .whereRef('vmapi.jobs.vm_uuid', '=', 'vmapi.vms.uuid')
            .where('vmapi.jobs.finished_at', 'is', null),
        ),
      ),
    )
    .execute();
}

async function compare({ db, cnapi }: AuditContext, before: VmRow): Promise<Finding | undefined> {
  const { uuid: vmUuid, server_uuid, version } = before;
  const serverUuid = server_uuid ?? '';
  const subject = { subject: vmUuid, vmUuid, serverUuid };
  let loaded: unknown;
  try {
    loaded = await cnapi.loadVm(serverUuid, vmUuid);
  } catch (err) {
    if (!(err instanceof RemoteError)) throw err;
    if (err.status !== 404) return undefined; // the node went away just now; another rule tells of it
    return { ...subject, cause: 'operator', evidence: { node: 'has no such VM', state: before.state }, healed: false };
  }
  const report = readNodeReport(loaded);
  return withRetries(db, async (trx) => {
    await trx.selectFrom('vmapi.vms').select('uuid').where('uuid', '=', vmUuid).forUpdate().execute();
    const found = await findVm(trx, vmUuid);
    const busy = (await unfinishedJobs(trx, vmUuid)).length > 0;
    // What was loaded is old news once anything has happened to the record.
    if (!found || found.vm.version !== version || busy) return undefined;
    const changes = driftOfReport({ ...found, jobUuid: undefined, changing: false }, report);
    if (changes.length === 0) return undefined;
    const { cause, grounds } = await causeOfDrift(trx, found.vm, report, changes);
    await putReport(trx, report, { epoch: found.vm.reported_epoch, cause });
    return { ...subject, cause, evidence: { changes, grounds }, healed: true };
  });
}
