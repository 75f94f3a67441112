import type { CommandGroup } from './command';
import { getAccount } from './commands/account/get';
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
import { listInstances } from './commands/instance/list';
import { rebootInstance } from './commands/instance/reboot';
import { startInstance } from './commands/instance/start';
import { stopInstance } from './commands/instance/stop';
import { listKeys } from './commands/key/list';
import { listNetworks } from './commands/network/list';
import { getPackage } from './commands/package/get';
import { listPackages } from './commands/package/list';

const disk: CommandGroup = {
  name: 'disk',
  summary: 'List, add, resize and delete the disks of an instance.',
  commands: [listDisks, getDisk, addDisk, resizeDisk, deleteDisk],
};

/** Every command, by its path. */
export const commands: CommandGroup = {
  name: 'triton',
  summary: 'Manage instances with flexible disk space in a Triton cloud.',
  commands: [
    {
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
        disks,
        disk,
      ],
    },
    { name: 'package', aliases: ['pkg'], summary: 'List and get packages.', commands: [listPackages, getPackage] },
    { name: 'image', aliases: ['img'], summary: 'List and get images.', commands: [listImages, getImage] },
    { name: 'network', aliases: ['net'], summary: 'List networks.', commands: [listNetworks] },
    { name: 'key', summary: 'List keys.', commands: [listKeys] },
    { name: 'account', summary: 'Show the account.', commands: [getAccount] },
  ],
};
