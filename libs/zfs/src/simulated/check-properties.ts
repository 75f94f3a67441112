import { findProperty, isUserProperty } from './properties/property-table';
import { usageFailure } from './usage-failure';

/** The properties of a list separated by commas, or a failure that names the first that there is not. */
export function checkProperties(names: readonly string[], usage: string): readonly string[] {
  for (const name of names) {
    if (name === 'name' || findProperty(name) !== undefined || isUserProperty(name)) continue;
    throw usageFailure(`bad property list: invalid property '${name}'`, usage);
  }
  return names;
}
