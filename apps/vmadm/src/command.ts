import type { VmadmHost } from '@triton/vmadm/vmadm-host';

/** What a command may use of the world. */
export interface CommandContext {
  host: VmadmHost;
  stdin: NodeJS.ReadableStream & { isTTY?: boolean };
}

/** What a command that succeeded prints. */
export interface CommandOutcome {
  /** JSON, rows, uuids: the answer. */
  stdout?: string;
  /** For people; shipped vmadm prints this on stderr, and programs depend on it. */
  message?: string;
}

export type Command = (context: CommandContext, args: string[]) => Promise<CommandOutcome>;
