import { VmadmError } from '@triton/vmadm/vmadm-error';

/** The snapshot that a task is about. Whether it is a good name is vmadm's to say. */
export function snapshotNameIn({ snapshot_name: name }: Record<string, unknown>): string {
  if (typeof name === 'string') return name;
  throw new VmadmError('InvalidArgument', 'snapshot_name is missing');
}
