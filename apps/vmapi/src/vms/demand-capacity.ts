import type { FieldError } from '@triton/errors/triton-error';
import { ValidationFailedError } from '@triton/errors/validation-failed-error';
import type { Context } from '../context';
import type { VmRow } from '../tables';
import type { ResizeGrowth } from './resize-growth';

/**
 * Throws ValidationFailed unless the VM's compute node has room for its growth now. The job holds the room when its turn has
 * come; this is so that whoever asks learns at once.
 */
export async function demandCapacity(
  { cnapi }: Context,
  { server_uuid: serverUuid }: VmRow,
  { disk, ram }: ResizeGrowth,
): Promise<void> {
  if (serverUuid === null || (disk === 0 && ram === 0)) return;
  const capacity = (await cnapi.capacity([serverUuid]))[serverUuid];
  if (!capacity) throw refusal([{ field: 'server', code: 'Invalid', message: 'the compute node takes no VMs now' }]);
  const errors = [...shortage('ram', 'ram', ram, capacity.ram), ...shortage('quota', 'disk', disk, capacity.disk)];
  if (errors.length > 0) throw refusal(errors);
}

function shortage(field: string, what: string, wantedMib: number, freeMib: number): FieldError[] {
  if (wantedMib <= Math.max(0, freeMib)) return [];
  const [wanted, free] = [Math.ceil(wantedMib / 1024), Math.max(0, Math.floor(freeMib / 1024))];
  const message = `Required additional ${what} (${wanted}) exceeds the server's available ${what} (${free})`;
  return [{ field, code: 'InsufficientCapacity', message }];
}

function refusal(errors: FieldError[]): ValidationFailedError {
  return new ValidationFailedError('Invalid VM update parameters', errors);
}
