import type { SubjectType } from './properties/property-table';
import { usageFailure } from './usage-failure';

/** The types of `-t`: words separated by commas. */
export function parseTypes(text: string, usage: string): ReadonlySet<SubjectType> {
  const types = new Set<SubjectType>();
  for (const word of text.split(',')) {
    if (word === 'all') for (const type of ['filesystem', 'volume', 'snapshot'] as const) types.add(type);
    else if (word === 'filesystem' || word === 'volume' || word === 'snapshot') types.add(word);
    else if (word === 'snap') types.add('snapshot');
    else if (word !== 'bookmark') throw usageFailure(`invalid type '${word}'`, usage);
  }
  return types;
}
