import type { CommandOption } from '../command';

export const WAIT_OPTIONS: readonly CommandOption[] = [
  { flags: '-w, --wait', description: 'Block until instance state indicates the action is complete.' },
  { flags: '--wait-timeout <seconds>', description: 'Give up waiting after so many seconds (120).' },
];

/** What the help of a command says about them. */
export const WAIT_HELP = `    -w, --wait          Block until the action is complete.
    --wait-timeout=SECONDS
                        Give up waiting after so many seconds (120).
`;
