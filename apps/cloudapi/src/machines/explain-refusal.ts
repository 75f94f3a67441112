import { RemoteError } from '@triton/http-client/remote-error';

/** VMAPI says no to what the machine is, has or is doing. */
const REFUSALS = new Set([404, 409, 410]);

/**
 * Lets VMAPI decide, which alone can: what it is asked changes a machine that others change too. Only what it refuses is
 * looked at here, for `explain` to throw an error that tells the client more; if it finds none, VMAPI's stands.
 */
export async function explainRefusal<T>(asked: Promise<T>, explain: () => Promise<void>): Promise<T> {
  try {
    return await asked;
  } catch (err) {
    if (err instanceof RemoteError && REFUSALS.has(err.status)) await explain();
    throw err;
  }
}
