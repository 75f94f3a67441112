import type { CommandGroup } from '../../command';
import { auditInstance } from './audit';
import { createInstance } from './create';
import { deleteInstance } from './delete';
import { disableDeletionProtection } from './disable-deletion-protection';
import { addDisk } from './disk/add';
import { deleteDisk } from './disk/delete';
import { getDisk } from './disk/get';
import { disks, listDisks } from './disk/list';
import { resizeDisk } from './disk/resize';
import { enableDeletionProtection } from './enable-deletion-protection';
import { getInstance } from './get';
import { instanceIp } from './ip';
import { listInstances } from './list';
import { deleteMetadata } from './metadata/delete';
import { getMetadata } from './metadata/get';
import { listMetadata } from './metadata/list';
import { setMetadata } from './metadata/set';
import { rebootInstance } from './reboot';
import { renameInstance } from './rename';
import { resizeInstance } from './resize';
import { createSnapshot } from './snapshot/create';
import { deleteSnapshot } from './snapshot/delete';
import { getSnapshot } from './snapshot/get';
import { listSnapshots, snapshots } from './snapshot/list';
import { startInstance } from './start';
import { stopInstance } from './stop';
import { deleteTag } from './tag/delete';
import { getTag } from './tag/get';
import { listTags } from './tag/list';
import { replaceTags } from './tag/replace-all';
import { setTags } from './tag/set';
import { waitForInstance } from './wait';

/** `triton instance`. */
export const instance: CommandGroup = {
  name: 'instance',
  aliases: ['inst'],
  summary: 'List and manage instances.',
  commands: [
    listInstances,
    getInstance,
    createInstance,
    deleteInstance,
    resizeInstance,
    renameInstance,
    startInstance,
    stopInstance,
    rebootInstance,
    enableDeletionProtection,
    disableDeletionProtection,
    waitForInstance,
    auditInstance,
    instanceIp,
    disks,
    {
      name: 'disk',
      summary: 'List, add, resize and delete the disks of an instance.',
      commands: [listDisks, getDisk, addDisk, resizeDisk, deleteDisk],
    },
    snapshots,
    {
      name: 'snapshot',
      summary: 'List, create and delete the snapshots of an instance.',
      commands: [createSnapshot, listSnapshots, getSnapshot, deleteSnapshot],
    },
    {
      name: 'tag',
      summary: 'List, set and delete the tags of an instance.',
      commands: [listTags, getTag, setTags, replaceTags, deleteTag],
    },
    {
      name: 'metadata',
      summary: 'List, set and delete the metadata of an instance.',
      commands: [listMetadata, getMetadata, setMetadata, deleteMetadata],
    },
  ],
};
