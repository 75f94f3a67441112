import { Command, Option } from 'commander';
import type { CliCommand, CommandGroup, CommandOption } from './command';
import { openSession, type GlobalOptions, type Session } from './session';

export interface ProgramOptions {
  env: Record<string, string | undefined>;
  open?: (options: GlobalOptions, env: Record<string, string | undefined>) => Session;
}

/**
 * The command tree as a commander program. It throws commander's errors instead of ending the process, so that `main`
 * alone decides about exit statuses. `path` of the command that runs is kept for its error lines.
 */
export function buildProgram(tree: CommandGroup, { env, open = openSession }: ProgramOptions): Command {
  const root = group(tree, { env, open });
  root
    .option('-p, --profile <name>', 'Use this profile of ~/.triton/profiles.d instead of the current one.')
    .version('0.1.0', '--version', 'Print the version.');
  return root;
}

function group({ name, aliases = [], summary, commands }: CommandGroup, options: Required<ProgramOptions>): Command {
  const command = bare(name, aliases).summary(summary).description(summary);
  for (const child of commands) {
    command.addCommand('commands' in child ? group(child, options) : leaf(child, options));
  }
  return command;
}

function leaf(definition: CliCommand, { env, open }: Required<ProgramOptions>): Command {
  const { name, aliases = [], summary, help, run } = definition;
  const command = bare(name, aliases).summary(summary);
  command.helpInformation = () => help;
  if (definition.arguments) command.arguments(definition.arguments);
  for (const option of definition.options ?? []) command.addOption(toOption(option));
  return command.action(async (...given: unknown[]) => {
    // commander gives each argument, then the options, then the command itself.
    const args = given
      .slice(0, -2)
      .flat()
      .filter((arg): arg is string => arg !== undefined);
    const session = open(command.optsWithGlobals<GlobalOptions>(), env);
    try {
      await run(session, args, command.opts());
    } finally {
      session.cloudapi.close();
    }
  });
}

function bare(name: string, aliases: readonly string[]): Command {
  const command = new Command(name)
    .exitOverride()
    .showSuggestionAfterError()
    .configureOutput({
      outputError: () => undefined, // `main` prints errors, once
    });
  return aliases.length > 0 ? command.aliases([...aliases]) : command;
}

function toOption({ flags, description, repeatable, hidden }: CommandOption): Option {
  const option = new Option(flags, description).hideHelp(hidden ?? false);
  if (!repeatable) return option;
  return option.argParser((value: string, before: string[] | undefined) => [...(before ?? []), value]);
}
