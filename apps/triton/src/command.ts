import type { ProfileOptions } from './profile/profile-options';
import type { Session } from './session';
import type { Terminal } from './terminal';

/** An option of a command, in commander's notation: `-w, --wait`, `--disks <data>`. The name of a value says what completion offers. */
export interface CommandOption {
  flags: string;
  description: string;
  /** May be given several times; its values are collected. */
  repeatable?: true;
  hidden?: true;
}

/** Options by their long names in camel case, or by their letter when they have no other: `waitTimeout`, `H`. */
export type Options = Readonly<Record<string, unknown>>;

interface CommandFacts {
  name: string;
  aliases?: readonly string[];
  /** One line for the list of commands. */
  summary: string;
  /** In commander's notation: `<inst> <disk> <size>`, `[filters...]`. The names say what completion offers. */
  arguments?: string;
  options?: readonly CommandOption[];
  /** The whole help text, as the RFD or the shipped command gives it. */
  help: string;
  /** Heading in the list of commands. */
  helpGroup?: string;
  /** For other programs, so not in the list of commands. */
  hidden?: true;
}

/** A command that talks to CloudAPI. A command is data and a function; `program.ts` is where it meets the argument parser. */
export interface CloudCommand extends CommandFacts {
  run(session: Session, args: readonly string[], options: Options): Promise<void>;
}

/** A command about the configuration of this machine, which works without a profile or a key. */
export interface LocalCommand extends CommandFacts {
  runLocally(
    terminal: Terminal,
    args: readonly string[],
    options: Options,
    profileOptions: ProfileOptions,
  ): Promise<void>;
}

export type CliCommand = CloudCommand | LocalCommand;

export interface CommandGroup {
  name: string;
  aliases?: readonly string[];
  summary: string;
  helpGroup?: string;
  commands: readonly (CliCommand | CommandGroup)[];
}
