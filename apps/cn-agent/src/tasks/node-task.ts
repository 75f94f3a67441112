import type { VmadmHost } from '@triton/vmadm/vmadm-host';

export interface TaskOrder {
  /** The task's id: names the operation, so that vmadm does it once however often it is asked. */
  operationId: string;
  vmUuid: string;
  params: Record<string, unknown>;
}

/** Something that CNAPI can have a node do. */
export interface NodeTask {
  name: string;
  /** It only looks: needs no turn at the VM, waits for nobody, and need not be remembered. */
  readOnly?: true;
  /** Answers the event of the report. May run again after it was interrupted anywhere, or after it was done. */
  run(host: VmadmHost, order: TaskOrder): Promise<Record<string, unknown>>;
}
