import type { CommandOption } from './command';

export const VERBOSE: CommandOption = {
  flags: '-v, --verbose',
  description: 'Print what caused an error, with stacks.',
};

/** Options of `triton` itself, which stand before the command. */
export const GLOBAL_OPTIONS: readonly CommandOption[] = [
  { flags: '-p, --profile <profile>', description: 'Use this profile of ~/.triton/profiles.d.' },
  { flags: '-U, --url <url>', description: 'CloudAPI URL, instead of that of the profile.' },
  { flags: '-a, --account <login>', description: 'Account, instead of that of the profile.' },
  { flags: '-u, --user <login>', description: 'Sub-user of the account, instead of that of the profile.' },
  { flags: '-r, --role <role>', description: 'Roles to act in, comma separated, instead of those of the profile.' },
  { flags: '--act-as <login>', description: 'Account to act on, for operators, instead of that of the profile.' },
  { flags: '-k, --keyId <fingerprint>', description: 'Key fingerprint, instead of that of the profile.' },
  { flags: '-i, --insecure', description: 'Accept any TLS certificate.' },
  VERBOSE,
];
