import type { CommandGroup } from './command';
import { getAccount } from './commands/account/get';
import { getLimits } from './commands/account/limits';
import { updateAccount } from './commands/account/update';
import { cloudapi } from './commands/cloudapi';
import { completeNames } from './commands/complete-names';
import { completion } from './commands/completion';
import { datacenters } from './commands/datacenters';
import { env } from './commands/env';
import { getImage } from './commands/image/get';
import { listImages } from './commands/image/list';
import { info } from './commands/info';
import { createInstance } from './commands/instance/create';
import { deleteInstance } from './commands/instance/delete';
import { instance } from './commands/instance/group';
import { instanceIp } from './commands/instance/ip';
import { listInstances } from './commands/instance/list';
import { rebootInstance } from './commands/instance/reboot';
import { startInstance } from './commands/instance/start';
import { stopInstance } from './commands/instance/stop';
import { addKey } from './commands/key/add';
import { deleteKey } from './commands/key/delete';
import { getKey } from './commands/key/get';
import { listKeys } from './commands/key/list';
import { getNetwork } from './commands/network/get';
import { listNetworks } from './commands/network/list';
import { getPackage } from './commands/package/get';
import { listPackages } from './commands/package/list';
import { createProfile } from './commands/profile/create';
import { deleteProfile } from './commands/profile/delete';
import { editProfile } from './commands/profile/edit';
import { getProfile } from './commands/profile/get';
import { listProfiles } from './commands/profile/list';
import { setCurrentProfile } from './commands/profile/set-current';
import { rbacKey } from './commands/rbac/key';
import { rbacKeys } from './commands/rbac/keys';
import { rbacPolicies } from './commands/rbac/policies';
import { rbacPolicy } from './commands/rbac/policy';
import { rbacRole } from './commands/rbac/role';
import { rbacRoles } from './commands/rbac/roles';
import { rbacUser } from './commands/rbac/user';
import { rbacUsers } from './commands/rbac/users';
import { services } from './commands/services';
import { shortcut } from './shortcut';

/** Every command, by its path. */
export const commands: CommandGroup = {
  name: 'triton',
  summary: 'Manage instances with flexible disk space in a Triton cloud.',
  commands: [
    instance,
    { name: 'package', aliases: ['pkg'], summary: 'List and get packages.', commands: [listPackages, getPackage] },
    { name: 'image', aliases: ['img'], summary: 'List and get images.', commands: [listImages, getImage] },
    { name: 'network', aliases: ['net'], summary: 'List and get networks.', commands: [listNetworks, getNetwork] },
    { name: 'key', summary: 'List, get, add and delete keys.', commands: [listKeys, getKey, addKey, deleteKey] },
    { name: 'account', summary: 'Get and update the account.', commands: [getAccount, getLimits, updateAccount] },
    {
      name: 'rbac',
      summary: 'Manage sub-users, and what they may do.',
      commands: [rbacUsers, rbacUser, rbacKeys, rbacKey, rbacRoles, rbacRole, rbacPolicies, rbacPolicy],
    },
    {
      name: 'profile',
      summary: 'List, get, create and update profiles.',
      commands: [listProfiles, getProfile, setCurrentProfile, createProfile, editProfile, deleteProfile],
    },
    info,
    datacenters,
    services,
    cloudapi,
    env,
    completion,
    completeNames,
    shortcut(createInstance, 'instance create', 'create'),
    shortcut(listInstances, 'instance list', 'instances', ['insts', 'list', 'ls']),
    shortcut(startInstance, 'instance start', 'start'),
    shortcut(stopInstance, 'instance stop', 'stop'),
    shortcut(rebootInstance, 'instance reboot', 'reboot'),
    shortcut(deleteInstance, 'instance delete', 'delete', ['rm']),
    shortcut(instanceIp, 'instance ip', 'ip'),
    shortcut(listPackages, 'package list', 'packages', ['pkgs']),
    shortcut(listImages, 'image list', 'images', ['imgs']),
    shortcut(listNetworks, 'network list', 'networks', ['nets']),
    shortcut(listKeys, 'key list', 'keys'),
    shortcut(listProfiles, 'profile list', 'profiles'),
  ],
};
