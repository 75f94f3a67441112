/** Runs of VMAPI's workflows; data `JobRun`. */
export const vmWorkflows = 'vm-workflows';

/** That a job is to be run and, when the end of a task is why, of which one: a hint, for the database knows better. */
export interface JobRun {
  job_uuid: string;
  /** The task that has ended, and the request that it was made for. */
  task?: { id: string; req_id: string };
}

/** The tasks of one compute node; data `{ task_id }`. */
export function computeNode(serverUuid: string): string {
  return `cn-${serverUuid}`;
}
