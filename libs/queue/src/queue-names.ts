/** Runs of VMAPI's workflows; data `{ job_uuid }`. */
export const vmWorkflows = 'vm-workflows';

/** The tasks of one compute node; data `{ task_id }`. */
export function computeNode(serverUuid: string): string {
  return `cn-${serverUuid}`;
}
