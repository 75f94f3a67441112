import { RemoteError } from '@triton/http-client/remote-error';
import type { Context } from '../context';
import type { JobRow } from '../tables';

/**
 * Lets the VM's other jobs go ahead, whether or not the job ever got its place in line. CNAPI keeps the line for as long as
 * the compute node is at work on a task of the job.
 */
export async function giveUpTicket({ cnapi }: Pick<Context, 'cnapi'>, job: JobRow): Promise<void> {
  const { server_uuid: serverUuid } = job.params as { server_uuid: string };
  try {
    const wanted = { scope: 'vm', id: job.vm_uuid, action: 'update', key: job.uuid };
    await cnapi.releaseTicket((await cnapi.createTicket(serverUuid, wanted)).uuid);
  } catch (err) {
    // The server was forgotten, and its lines with it.
    if (!(err instanceof RemoteError) || err.status !== 404) throw err;
  }
}
