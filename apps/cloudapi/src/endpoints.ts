import type { Endpoint } from '@triton/http-server/endpoint';
import { withDocumentation } from '@triton/http-server/openapi/with-documentation';
import { about } from './about';
import type { Caller } from './auth/caller';
import type { Context } from './context';
import { createKey } from './endpoints/create-key';
import { createMachine } from './endpoints/create-machine';
import { createMachineDisk } from './endpoints/create-machine-disk';
import { deleteKey } from './endpoints/delete-key';
import { deleteMachine } from './endpoints/delete-machine';
import { deleteMachineDisk } from './endpoints/delete-machine-disk';
import { disableMachineDeletionProtection } from './endpoints/disable-machine-deletion-protection';
import { enableMachineDeletionProtection } from './endpoints/enable-machine-deletion-protection';
import { getAccount } from './endpoints/get-account';
import { getImage } from './endpoints/get-image';
import { getKey } from './endpoints/get-key';
import { getLimits } from './endpoints/get-limits';
import { getMachine } from './endpoints/get-machine';
import { getMachineDisk } from './endpoints/get-machine-disk';
import { getMachineJob } from './endpoints/get-machine-job';
import { getNetwork } from './endpoints/get-network';
import { getPackage } from './endpoints/get-package';
import { listDatacenters } from './endpoints/list-datacenters';
import { listImages } from './endpoints/list-images';
import { listKeys } from './endpoints/list-keys';
import { listMachineDisks } from './endpoints/list-machine-disks';
import { listMachineJobs } from './endpoints/list-machine-jobs';
import { listMachines } from './endpoints/list-machines';
import { listNetworks } from './endpoints/list-networks';
import { listPackages } from './endpoints/list-packages';
import { listServices } from './endpoints/list-services';
import { machineAudit } from './endpoints/machine-audit';
import { ping } from './endpoints/ping';
import { rebootMachine } from './endpoints/reboot-machine';
import { renameMachine } from './endpoints/rename-machine';
import { resizeMachineDisk } from './endpoints/resize-machine-disk';
import { startMachine } from './endpoints/start-machine';
import { stopMachine } from './endpoints/stop-machine';

/** All operations of CloudAPI: the first file to open. */
export const endpoints: readonly Endpoint<Context, Caller>[] = withDocumentation(about, [
  ping,
  getAccount,
  getLimits,
  listKeys,
  getKey,
  createKey,
  deleteKey,
  listDatacenters,
  listServices,
  listPackages,
  getPackage,
  listImages,
  getImage,
  listNetworks,
  getNetwork,
  listMachines,
  getMachine,
  createMachine,
  startMachine,
  stopMachine,
  rebootMachine,
  renameMachine,
  enableMachineDeletionProtection,
  disableMachineDeletionProtection,
  deleteMachine,
  listMachineDisks,
  getMachineDisk,
  createMachineDisk,
  resizeMachineDisk,
  deleteMachineDisk,
  listMachineJobs,
  getMachineJob,
  machineAudit,
]);
