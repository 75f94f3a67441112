import type { TSchema } from '@sinclair/typebox';
import { Account } from './account';
import { AuditRecord } from './audit-record';
import { DiskState, MachineDisk, VmDisk } from './disk';
import { Image } from './image';
import { Accepted, Job } from './job';
import { Key } from './key';
import { Machine, MachineNic } from './machine';
import { MachineJob } from './machine-job';
import { MachineSnapshot } from './machine-snapshot';
import { Network } from './network';
import { Nic } from './nic';
import { MachinePackage, Package } from './package';
import { Policy } from './policy';
import { RequestedDisks } from './requested-disk';
import { Role } from './role';
import { Server } from './server';
import { VmSnapshot } from './snapshot';
import { SubUser } from './sub-user';
import { Task } from './task';
import { Ticket } from './ticket';
import { Uuid } from './uuid';
import { Vm } from './vm';
import { VmHistoryEntry } from './vm-history';

/** The shapes that the docs of all services tell once, by these names. One that is not here is told wherever it is used. */
export const wireObjects: Readonly<Record<string, TSchema>> = {
  Accepted,
  Account,
  AuditRecord,
  DiskState,
  Image,
  Job,
  Key,
  Machine,
  MachineDisk,
  MachineJob,
  MachineNic,
  MachinePackage,
  MachineSnapshot,
  Network,
  Nic,
  Package,
  Policy,
  RequestedDisks,
  Role,
  Server,
  SubUser,
  Task,
  Ticket,
  Uuid,
  Vm,
  VmDisk,
  VmHistoryEntry,
  VmSnapshot,
};
