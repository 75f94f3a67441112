import { CommandFailure } from './command-failure';
import type { SubjectType } from './properties/property-table';

/** The types of `-t`: words separated by commas. */
export function parseTypes(text: string): ReadonlySet<SubjectType> {
  const types = new Set<SubjectType>();
  for (const word of text.split(',')) {
    if (word === 'all') for (const type of ['filesystem', 'volume', 'snapshot'] as const) types.add(type);
    else if (word === 'filesystem' || word === 'fs') types.add('filesystem');
    else if (word === 'volume' || word === 'vol') types.add('volume');
    else if (word === 'snapshot' || word === 'snap') types.add('snapshot');
    else if (word !== 'bookmark') throw new CommandFailure(`invalid type '${word}'`, 2);
  }
  return types;
}
