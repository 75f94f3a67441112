import type { Endpoint } from '@triton/http-server/endpoint';
import { withDocumentation } from '@triton/http-server/openapi/with-documentation';
import { withPreconditions } from '@triton/http-server/with-preconditions';
import { about } from './about';
import type { Context } from './context';
import { abandonJob } from './endpoints/abandon-job';
import { createVm } from './endpoints/create-vm';
import { createVmDisk } from './endpoints/create-vm-disk';
import { createVmSnapshot } from './endpoints/create-vm-snapshot';
import { deleteVm } from './endpoints/delete-vm';
import { deleteVmDisk } from './endpoints/delete-vm-disk';
import { deleteVmSnapshot } from './endpoints/delete-vm-snapshot';
import { getAudit } from './endpoints/get-audit';
import { getJob } from './endpoints/get-job';
import { getVm } from './endpoints/get-vm';
import { getVmHistory } from './endpoints/get-vm-history';
import { killVmEndpoint } from './endpoints/kill-vm';
import { listJobs } from './endpoints/list-jobs';
import { listStatuses } from './endpoints/list-statuses';
import { listVmJobs } from './endpoints/list-vm-jobs';
import { listVms } from './endpoints/list-vms';
import { metadataEndpoints } from './endpoints/metadata/metadata-endpoints';
import { ping } from './endpoints/ping';
import { putVm } from './endpoints/put-vm';
import { putVms } from './endpoints/put-vms';
import { rebootVmEndpoint } from './endpoints/reboot-vm';
import { reprovisionVmEndpoint } from './endpoints/reprovision-vm';
import { resizeVmDisk } from './endpoints/resize-vm-disk';
import { retryJob } from './endpoints/retry-job';
import { runAudit } from './endpoints/run-audit';
import { rollbackVmSnapshot } from './endpoints/rollback-vm-snapshot';
import { startVmEndpoint } from './endpoints/start-vm';
import { stopVmEndpoint } from './endpoints/stop-vm';
import { updateVm } from './endpoints/update-vm';
import { waitJob } from './endpoints/wait-job';

/** Everything VMAPI answers to. */
export const endpoints: readonly Endpoint<Context>[] = withDocumentation(
  about,
  withPreconditions([
    ping,
    listVms,
    listStatuses,
    createVm,
    getVm,
    putVm,
    putVms,
    updateVm,
    deleteVm,
    createVmDisk,
    resizeVmDisk,
    deleteVmDisk,
    startVmEndpoint,
    stopVmEndpoint,
    rebootVmEndpoint,
    killVmEndpoint,
    reprovisionVmEndpoint,
    createVmSnapshot,
    rollbackVmSnapshot,
    deleteVmSnapshot,
    ...metadataEndpoints,
    listVmJobs,
    getVmHistory,
    listJobs,
    getJob,
    waitJob,
    retryJob,
    abandonJob,
    runAudit,
    getAudit,
  ]),
);
