import type { Endpoint } from '@triton/http-server/endpoint';
import { withDocumentation } from '@triton/http-server/openapi/with-documentation';
import { withPreconditions } from '@triton/http-server/with-preconditions';
import { about } from './about';
import type { Caller } from './auth/caller';
import type { Context } from './context';
import { addMachineTags } from './endpoints/add-machine-tags';
import { changeUserPassword } from './endpoints/change-user-password';
import { createKey } from './endpoints/create-key';
import { createMachine } from './endpoints/create-machine';
import { createMachineDisk } from './endpoints/create-machine-disk';
import { createMachineSnapshot } from './endpoints/create-machine-snapshot';
import { createPolicy } from './endpoints/create-policy';
import { createRole } from './endpoints/create-role';
import { createUser } from './endpoints/create-user';
import { createUserKey } from './endpoints/create-user-key';
import { deleteAllMachineMetadata } from './endpoints/delete-all-machine-metadata';
import { deleteKey } from './endpoints/delete-key';
import { deleteMachine } from './endpoints/delete-machine';
import { deleteMachineDisk } from './endpoints/delete-machine-disk';
import { deleteMachineMetadata } from './endpoints/delete-machine-metadata';
import { deleteMachineSnapshot } from './endpoints/delete-machine-snapshot';
import { deleteMachineTag } from './endpoints/delete-machine-tag';
import { deleteMachineTags } from './endpoints/delete-machine-tags';
import { deletePolicy } from './endpoints/delete-policy';
import { deleteRole } from './endpoints/delete-role';
import { deleteUser } from './endpoints/delete-user';
import { deleteUserKey } from './endpoints/delete-user-key';
import { disableMachineDeletionProtection } from './endpoints/disable-machine-deletion-protection';
import { disableMachineFirewall } from './endpoints/disable-machine-firewall';
import { enableMachineDeletionProtection } from './endpoints/enable-machine-deletion-protection';
import { enableMachineFirewall } from './endpoints/enable-machine-firewall';
import { getAccount } from './endpoints/get-account';
import { getDatacenter } from './endpoints/get-datacenter';
import { getImage } from './endpoints/get-image';
import { getKey } from './endpoints/get-key';
import { getLimits } from './endpoints/get-limits';
import { getMachine } from './endpoints/get-machine';
import { getMachineDisk } from './endpoints/get-machine-disk';
import { getMachineJob } from './endpoints/get-machine-job';
import { getMachineMetadata } from './endpoints/get-machine-metadata';
import { getMachineSnapshot } from './endpoints/get-machine-snapshot';
import { getMachineTag } from './endpoints/get-machine-tag';
import { getNetwork } from './endpoints/get-network';
import { getPackage } from './endpoints/get-package';
import { getPolicy } from './endpoints/get-policy';
import { getRole } from './endpoints/get-role';
import { getUser } from './endpoints/get-user';
import { getUserKey } from './endpoints/get-user-key';
import { listDatacenters } from './endpoints/list-datacenters';
import { listImages } from './endpoints/list-images';
import { listKeys } from './endpoints/list-keys';
import { listMachineDisks } from './endpoints/list-machine-disks';
import { listMachineJobs } from './endpoints/list-machine-jobs';
import { listMachineMetadata } from './endpoints/list-machine-metadata';
import { listMachineSnapshots } from './endpoints/list-machine-snapshots';
import { listMachineTags } from './endpoints/list-machine-tags';
import { listMachines } from './endpoints/list-machines';
import { listNetworks } from './endpoints/list-networks';
import { listPackages } from './endpoints/list-packages';
import { listPolicies } from './endpoints/list-policies';
import { listRoles } from './endpoints/list-roles';
import { listServices } from './endpoints/list-services';
import { listUserKeys } from './endpoints/list-user-keys';
import { listUsers } from './endpoints/list-users';
import { machineAudit } from './endpoints/machine-audit';
import { ping } from './endpoints/ping';
import { rebootMachine } from './endpoints/reboot-machine';
import { renameMachine } from './endpoints/rename-machine';
import { replaceMachineTags } from './endpoints/replace-machine-tags';
import { resizeMachine } from './endpoints/resize-machine';
import { resizeMachineDisk } from './endpoints/resize-machine-disk';
import { startMachine } from './endpoints/start-machine';
import { startMachineFromSnapshot } from './endpoints/start-machine-from-snapshot';
import { stopMachine } from './endpoints/stop-machine';
import { updateAccount } from './endpoints/update-account';
import { updateMachineMetadata } from './endpoints/update-machine-metadata';
import { updatePolicy } from './endpoints/update-policy';
import { updateRole } from './endpoints/update-role';
import { updateUser } from './endpoints/update-user';

/** All operations of CloudAPI: the first file to open. */
export const endpoints: readonly Endpoint<Context, Caller>[] = withDocumentation(
  about,
  withPreconditions([
    ping,
    getAccount,
    updateAccount,
    getLimits,
    listKeys,
    getKey,
    createKey,
    deleteKey,
    listUsers,
    getUser,
    createUser,
    updateUser,
    changeUserPassword,
    deleteUser,
    listUserKeys,
    getUserKey,
    createUserKey,
    deleteUserKey,
    listRoles,
    getRole,
    createRole,
    updateRole,
    deleteRole,
    listPolicies,
    getPolicy,
    createPolicy,
    updatePolicy,
    deletePolicy,
    listDatacenters,
    getDatacenter,
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
    resizeMachine,
    enableMachineDeletionProtection,
    disableMachineDeletionProtection,
    enableMachineFirewall,
    disableMachineFirewall,
    deleteMachine,
    listMachineDisks,
    getMachineDisk,
    createMachineDisk,
    resizeMachineDisk,
    deleteMachineDisk,
    listMachineSnapshots,
    getMachineSnapshot,
    createMachineSnapshot,
    startMachineFromSnapshot,
    deleteMachineSnapshot,
    listMachineTags,
    getMachineTag,
    addMachineTags,
    replaceMachineTags,
    deleteMachineTag,
    deleteMachineTags,
    listMachineMetadata,
    getMachineMetadata,
    updateMachineMetadata,
    deleteMachineMetadata,
    deleteAllMachineMetadata,
    listMachineJobs,
    getMachineJob,
    machineAudit,
  ]),
);
