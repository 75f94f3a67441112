import { VmadmError, type VmadmErrorCode } from '@triton/vmadm/vmadm-error';

/** Does `work`; that there was nothing left to do, which `code` says, is success too. */
export async function unlessAlready(code: VmadmErrorCode, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (err) {
    if (!(err instanceof VmadmError && err.code === code)) throw err;
  }
}
