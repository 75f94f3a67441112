import type { TSchema } from '@sinclair/typebox';
import { Account } from './account';
import { DiskState, MachineDisk, VmDisk } from './disk';
import { Image } from './image';
import { Accepted, Job } from './job';
import { Key } from './key';
import { Machine, MachineNic } from './machine';
import { MachineJob } from './machine-job';
import { Network } from './network';
import { Nic } from './nic';
import { Package } from './package';
import { RequestedDisks } from './requested-disk';
import { Server } from './server';
import { Task } from './task';
import { Ticket } from './ticket';
import { Uuid } from './uuid';
import { Vm } from './vm';
import { VmHistoryEntry } from './vm-history';

/** The shapes that the docs of all services tell once, by these names. One that is not here is told wherever it is used. */
export const wireObjects: Readonly<Record<string, TSchema>> = {
  Accepted,
  Account,
  DiskState,
  Image,
  Job,
  Key,
  Machine,
  MachineDisk,
  MachineJob,
  MachineNic,
  Network,
  Nic,
  Package,
  RequestedDisks,
  Server,
  Task,
  Ticket,
  Uuid,
  Vm,
  VmDisk,
  VmHistoryEntry,
};
