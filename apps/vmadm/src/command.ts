import type { VmadmHost } from '@triton/vmadm/vmadm-host';

/** What a command may use of the world. */
export interface CommandContext {
  host: VmadmHost;
  stdin: NodeJS.ReadableStream & { isTTY?: boolean };
  /** Writes to stdout at once, for what has no end. */
  print(text: string): void;
  /** Ends a command that has no end of its own. */
  closing: AbortSignal;
}

/** What a command that succeeded prints. */
export interface CommandOutcome {
  /** JSON, rows, uuids: the answer. */
  stdout?: string;
  /** For people; shipped vmadm prints this on stderr, and programs depend on it. */
  message?: string;
}

export type Command = (context: CommandContext, args: string[]) => Promise<CommandOutcome>;
