import type { Session } from './session';

/** An option of a command, in commander's notation: `-w, --wait`, `--disks <data>`. */
export interface CommandOption {
  flags: string;
  description: string;
  /** May be given several times; its values are collected. */
  repeatable?: true;
  hidden?: true;
}

/** A command is data and a function; `main.ts` is where it meets the argument parser. */
export interface CliCommand {
  name: string;
  aliases?: readonly string[];
  /** One line for the list of commands. */
  summary: string;
  /** In commander's notation: `<inst> <disk> <size>`, `[filters...]`. */
  arguments?: string;
  options?: readonly CommandOption[];
  /** The whole help text, as the RFD or the shipped command gives it. */
  help: string;
  run(session: Session, args: readonly string[], options: Record<string, unknown>): Promise<void>;
}

export interface CommandGroup {
  name: string;
  aliases?: readonly string[];
  summary: string;
  commands: readonly (CliCommand | CommandGroup)[];
}
