import type { Vm } from './vm';
import type { VmChange } from './vm-changes';

interface EventOfVm {
  /** ISO 8601. */
  date: string;
  zonename: string;
  uuid: string;
}

/** The first event of a stream: all there is. */
export interface ReadyEvent {
  type: 'ready';
  date: string;
  /** Of the stream. */
  uuid: string;
  /** By zone name. */
  vms: Record<string, Vm>;
}

/** Something that happened to the VMs of a compute node, in the shape of vminfod's events. */
export type VmEvent =
  | ReadyEvent
  | (EventOfVm & { type: 'create'; vm: Vm })
  | (EventOfVm & { type: 'modify'; vm: Vm; changes: VmChange[] })
  | (EventOfVm & { type: 'delete' });
