import { coerceError } from '@triton/errors/coerce-error';
import { loadVm } from '@triton/vmadm/load-vm';
import type { VmadmHost } from '@triton/vmadm/vmadm-host';
import { ZfsCommandError } from '@triton/zfs/zfs-command-error';

const LONGEST_MESSAGE = 4_000;

/** What the report of a failed task says: why, and the VM as the node holds it now, if it does. */
export async function failureEvent(host: VmadmHost, vmUuid: string, thrown: unknown): Promise<Record<string, unknown>> {
  const vm = await loadVm(host, vmUuid).catch(() => undefined);
  return { error: describe(thrown), ...(vm ? { vm } : {}) };
}

function describe(thrown: unknown): { message: string; code: string } {
  const error = coerceError(thrown);
  const { code } = error as { code?: unknown };
  if (error instanceof ZfsCommandError) return { message: sendable(error.message), code: 'ZfsFailed' };
  return { message: sendable(error.message), code: typeof code === 'string' ? code : 'InternalError' };
}

/** Programs print what they like, and CNAPI stores no NUL and no half characters. */
function sendable(text: string): string {
  // A way through UTF-8 leaves no half of a surrogate pair.
  return Buffer.from(text.replaceAll('\0', '').slice(0, LONGEST_MESSAGE), 'utf8').toString('utf8');
}
