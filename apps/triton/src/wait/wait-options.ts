import type { CommandOption } from '../command';

export const WAIT_OPTIONS: readonly CommandOption[] = [
  { flags: '-w, --wait', description: 'Block until instance state indicates the action is complete.' },
  { flags: '--wait-timeout <seconds>', description: 'Give up waiting after so many seconds (120).' },
];
