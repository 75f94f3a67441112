import type { CommandGroup } from './command';
import { getAccount } from './commands/account/get';
import { env } from './commands/env';
import { getImage } from './commands/image/get';
import { listImages } from './commands/image/list';
import { createInstance } from './commands/instance/create';
import { deleteInstance } from './commands/instance/delete';
import { addDisk } from './commands/instance/disk/add';
import { deleteDisk } from './commands/instance/disk/delete';
import { getDisk } from './commands/instance/disk/get';
import { disks, listDisks } from './commands/instance/disk/list';
import { resizeDisk } from './commands/instance/disk/resize';
import { getInstance } from './commands/instance/get';
import { instanceIp } from './commands/instance/ip';
import { listInstances } from './commands/instance/list';
import { rebootInstance } from './commands/instance/reboot';
import { startInstance } from './commands/instance/start';
import { stopInstance } from './commands/instance/stop';
import { waitForInstance } from './commands/instance/wait';
import { listKeys } from './commands/key/list';
import { getNetwork } from './commands/network/get';
import { listNetworks } from './commands/network/list';
import { getPackage } from './commands/package/get';
import { listPackages } from './commands/package/list';
import { getProfile } from './commands/profile/get';
import { listProfiles } from './commands/profile/list';
import { setCurrentProfile } from './commands/profile/set-current';
import { createProfile } from './commands/profile/create';
import { editProfile } from './commands/profile/edit';
import { deleteProfile } from './commands/profile/delete';
import { shortcut } from './shortcut';

const disk: CommandGroup = {
  name: 'disk',
  summary: 'List, add, resize and delete the disks of an instance.',
  commands: [listDisks, getDisk, addDisk, resizeDisk, deleteDisk],
};

const instance: CommandGroup = {
  name: 'instance',
  aliases: ['inst'],
  summary: 'List and manage instances.',
  commands: [
    listInstances,
    getInstance,
    createInstance,
    startInstance,
    stopInstance,
    rebootInstance,
    deleteInstance,
    waitForInstance,
    instanceIp,
    disks,
    disk,
  ],
};

/** Every command, by its path. */
export const commands: CommandGroup = {
  name: 'triton',
  summary: 'Manage instances with flexible disk space in a Triton cloud.',
  commands: [
    instance,
    { name: 'package', aliases: ['pkg'], summary: 'List and get packages.', commands: [listPackages, getPackage] },
    { name: 'image', aliases: ['img'], summary: 'List and get images.', commands: [listImages, getImage] },
    { name: 'network', aliases: ['net'], summary: 'List and get networks.', commands: [listNetworks, getNetwork] },
    { name: 'key', summary: 'List keys.', commands: [listKeys] },
    { name: 'account', summary: 'Show the account.', commands: [getAccount] },
    {
      name: 'profile',
      summary: 'List, get, create and update profiles.',
      commands: [listProfiles, getProfile, setCurrentProfile, createProfile, editProfile, deleteProfile],
    },
    env,
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
