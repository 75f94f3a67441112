import type { AuditRecord } from '@triton/schemas/audit-record';
import type { CreateMachineDiskInput } from '@triton/schemas/create-disk-input';
import type { CreateMachineInput } from '@triton/schemas/create-machine-input';
import type { MachineDisk } from '@triton/schemas/disk';
import type { Machine } from '@triton/schemas/machine';
import type { MachineJob } from '@triton/schemas/machine-job';
import type { CreateMachineSnapshotInput, MachineSnapshot, PromisedSnapshot } from '@triton/schemas/machine-snapshot';
import type { Metadata } from '@triton/schemas/metadata';
import type { ResizeMachineDiskInput } from '@triton/schemas/resize-disk-input';
import type { CallOptions } from './call-options';
import { CloudapiConnection, type Promised, type Started } from './cloudapi-connection';
import type { Query } from './wire-query';

/** A resize as callers may write it: not allowing a shrink is the default. Sizes are MiB. */
export type ResizeMachineDiskWish = Pick<ResizeMachineDiskInput, 'size'> & Partial<ResizeMachineDiskInput>;

/** CloudAPI's operations on machines. */
export abstract class CloudapiMachineCalls extends CloudapiConnection {
  /** One page of machines (`limit`, `offset`); filters `state`, `name`, `brand`, `image`, `memory`, `tag.KEY`… */
  listMachines(query: Query = {}): Promise<Machine[]> {
    return this.get('/machines', query);
  }

  /** How many machines `listMachines` would give with the same query. */
  countMachines(query: Query = {}): Promise<number> {
    return this.count('/machines', query);
  }

  /** Of a deleted machine this is a `RemoteError` of status 410. */
  getMachine(id: string): Promise<Machine> {
    return this.get(machinePath(id));
  }

  /** RFD 154 CreateMachine; `disks` sizes are MiB, `"remaining"`, or absent for the size of the image. */
  createMachine(input: CreateMachineInput, options: CallOptions = {}): Promise<Machine> {
    return this.send('post', '/machines', input, options);
  }

  startMachine(id: string, options: CallOptions = {}): Promise<Started> {
    return this.start(machinePath(id), { action: 'start' }, options);
  }

  stopMachine(id: string, options: CallOptions = {}): Promise<Started> {
    return this.start(machinePath(id), { action: 'stop' }, options);
  }

  rebootMachine(id: string, options: CallOptions = {}): Promise<Started> {
    return this.start(machinePath(id), { action: 'reboot' }, options);
  }

  /** Gives the machine another name, one that no other machine of the account has. */
  renameMachine(id: string, name: string, options: CallOptions = {}): Promise<Started> {
    return this.start(machinePath(id), { action: 'rename', name }, options);
  }

  /** Changes the machine to another package (uuid or name): its memory and, in both directions, its disk space. */
  resizeMachine(id: string, packageIdOrName: string, options: CallOptions = {}): Promise<Started> {
    return this.start(machinePath(id), { action: 'resize', package: packageIdOrName }, options);
  }

  /** Keeps the machine and its disks from being deleted. Without a `jobUuid` in the answer it is so already. */
  enableDeletionProtection(id: string, options: CallOptions = {}): Promise<Started> {
    return this.start(machinePath(id), { action: 'enable_deletion_protection' }, options);
  }

  /** Lifts the protection. Without a `jobUuid` in the answer there is none already. */
  disableDeletionProtection(id: string, options: CallOptions = {}): Promise<Started> {
    return this.start(machinePath(id), { action: 'disable_deletion_protection' }, options);
  }

  deleteMachine(id: string, options: CallOptions = {}): Promise<Started> {
    return this.remove(machinePath(id), options);
  }

  /** RFD 154 GetMachineDisks. */
  listMachineDisks(machineId: string): Promise<MachineDisk[]> {
    return this.get(disksPath(machineId));
  }

  /** RFD 154 GetMachineDisk. */
  getMachineDisk(machineId: string, diskId: string): Promise<MachineDisk> {
    return this.get(disksPath(machineId, diskId));
  }

  /** RFD 154 CreateMachineDisk. The machine must be stopped. */
  createMachineDisk(machineId: string, input: CreateMachineDiskInput, options: CallOptions = {}): Promise<Started> {
    return this.start(disksPath(machineId), input, options);
  }

  /** RFD 154 ResizeMachineDisk. A smaller size cuts data off and needs `dangerous_allow_shrink`. */
  resizeMachineDisk(
    machineId: string,
    diskId: string,
    input: ResizeMachineDiskWish,
    options: CallOptions = {},
  ): Promise<Started> {
    return this.start(disksPath(machineId, diskId), input, options);
  }

  /** RFD 154 DeleteMachineDisk. The boot disk cannot go. */
  deleteMachineDisk(machineId: string, diskId: string, options: CallOptions = {}): Promise<Started> {
    return this.remove(disksPath(machineId, diskId), options);
  }

  listMachineSnapshots(machineId: string): Promise<MachineSnapshot[]> {
    return this.get(snapshotsPath(machineId));
  }

  /** Its `state` is `created` once it is there, and `failed` when it will never be. */
  getMachineSnapshot(machineId: string, name: string): Promise<MachineSnapshot> {
    return this.get(snapshotsPath(machineId, name));
  }

  /** Snapshots all disks of the machine. Without a name it is named by the time. */
  createMachineSnapshot(
    machineId: string,
    input: CreateMachineSnapshotInput = {},
    options: CallOptions = {},
  ): Promise<Promised<PromisedSnapshot>> {
    return this.promise('post', snapshotsPath(machineId), input, options);
  }

  /** Rolls all disks back to the snapshot and boots the machine from them. What was written since is lost. */
  startMachineFromSnapshot(machineId: string, name: string, options: CallOptions = {}): Promise<Started> {
    return this.start(snapshotsPath(machineId, name), {}, options);
  }

  deleteMachineSnapshot(machineId: string, name: string, options: CallOptions = {}): Promise<Started> {
    return this.remove(snapshotsPath(machineId, name), options);
  }

  listMachineTags(machineId: string): Promise<Metadata> {
    return this.get(tagsPath(machineId));
  }

  getMachineTag(machineId: string, tag: string): Promise<Metadata[string]> {
    return this.get(tagsPath(machineId, tag));
  }

  /** Sets some tags, keeps the others; answers with all that there will be. */
  addMachineTags(machineId: string, tags: Metadata, options: CallOptions = {}): Promise<Promised<Metadata>> {
    return this.promise('post', tagsPath(machineId), tags, options);
  }

  /** Sets these tags and removes all others. */
  replaceMachineTags(machineId: string, tags: Metadata, options: CallOptions = {}): Promise<Promised<Metadata>> {
    return this.promise('put', tagsPath(machineId), tags, options);
  }

  /** Removes one tag; without a name, all. */
  deleteMachineTags(machineId: string, tag?: string, options: CallOptions = {}): Promise<Started> {
    return this.remove(tagsPath(machineId, tag), options);
  }

  listMachineMetadata(machineId: string): Promise<Metadata> {
    return this.get(metadataPath(machineId));
  }

  getMachineMetadata(machineId: string, key: string): Promise<Metadata[string]> {
    return this.get(metadataPath(machineId, key));
  }

  /** Sets some metadata, keeps the rest; answers with all that there will be. */
  updateMachineMetadata(machineId: string, metadata: Metadata, options: CallOptions = {}): Promise<Promised<Metadata>> {
    return this.promise('post', metadataPath(machineId), metadata, options);
  }

  /** Removes one key; without one, all that may be removed. */
  deleteMachineMetadata(machineId: string, key?: string, options: CallOptions = {}): Promise<Started> {
    return this.remove(metadataPath(machineId, key), options);
  }

  /** The machine's operations, newest first. */
  listMachineJobs(machineId: string, query: Query = {}): Promise<MachineJob[]> {
    return this.get(`${machinePath(machineId)}/jobs`, query);
  }

  /** How an operation stands: `execution`, the steps done, and of a failed one the `reason`. */
  getMachineJob(machineId: string, jobUuid: string): Promise<MachineJob> {
    return this.get(`${machinePath(machineId)}/jobs/${encodeURIComponent(jobUuid)}`);
  }

  /** What was done to the machine and has ended, latest first. */
  machineAudit(machineId: string): Promise<AuditRecord[]> {
    return this.get(`${machinePath(machineId)}/audit`);
  }
}

function machinePath(id: string): string {
  return `/machines/${encodeURIComponent(id)}`;
}

/** The path of a machine's things of a kind, or of one of them. */
function pathsOf(kind: string): (machineId: string, name?: string) => string {
  return (machineId, name) => {
    const all = `${machinePath(machineId)}/${kind}`;
    return name === undefined ? all : `${all}/${encodeURIComponent(name)}`;
  };
}

const disksPath = pathsOf('disks');
const snapshotsPath = pathsOf('snapshots');
const tagsPath = pathsOf('tags');
const metadataPath = pathsOf('metadata');
