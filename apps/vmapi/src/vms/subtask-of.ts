import type { UpdateVmInput } from '@triton/schemas/update-vm-input';
import { isResize } from './plan-resize';

/** What kind of update a job is, as audits name it; nothing when it is of no kind of its own. */
export function subtaskOf(input: UpdateVmInput): { subtask?: string } {
  if (isResize(input)) return { subtask: 'resize' };
  return input.alias === undefined ? {} : { subtask: 'rename' };
}
