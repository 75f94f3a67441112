import { parseArgs } from 'node:util';

import { UsageError } from './usage-error';
import { vmUuid } from './vm-uuid';

/** `<uuid> [-F] [-t <seconds>]`, in any order. */
export function powerArguments(args: string[], command: string): { uuid: string; force: boolean } {
  const { values, positionals } = parse(args);
  const { force = false, timeout } = values;
  if (timeout !== undefined && !/^[0-9]{1,6}$/.test(timeout)) throw new UsageError(`Invalid timeout for ${command}`);
  return { uuid: vmUuid(positionals, command), force };
}

function parse(args: string[]) {
  try {
    const options = { force: { type: 'boolean', short: 'F' }, timeout: { type: 'string', short: 't' } } as const;
    return parseArgs({ args, allowPositionals: true, options });
  } catch (error) {
    throw new UsageError((error as Error).message, { cause: error });
  }
}
