import { UsageError } from './usage-error';
import { vmUuid } from './vm-uuid';

/** `<uuid> <snapname>`, and nothing else. */
export function snapshotArguments(args: readonly string[], command: string): { uuid: string; name: string } {
  const uuid = vmUuid(args, command);
  const [, name] = args;
  if (args.length !== 2 || name === undefined) throw new UsageError(`Wrong number of parameters to "${command}"`);
  return { uuid, name };
}
