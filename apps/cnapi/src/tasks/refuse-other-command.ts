import { ConflictError } from '@triton/errors/conflict-error';

export interface RecordedCommand {
  id: string;
  server_uuid: string;
  vm_uuid: string | null;
  task: string;
}

/** A key that comes back for something else is a fault of the caller that must not pass as success. */
export function refuseOtherCommand(
  { serverUuid, vmUuid, task }: { serverUuid: string; vmUuid: string; task: string },
  recorded: RecordedCommand,
): void {
  if (recorded.server_uuid === serverUuid && recorded.vm_uuid === vmUuid && recorded.task === task) return;
  throw new ConflictError('this Idempotency-Key was used for another command');
}
