import { quote } from '../output/quote';
import { UsageError } from '../usage-error';

/** `FIELD=VALUE` arguments as a query; fields other than `known` (or beginning with `prefix`) are refused by name. */
export function parseFilters(
  filters: readonly string[],
  known: readonly string[],
  prefix?: string,
): Record<string, string> {
  return Object.fromEntries(
    filters.map((filter) => {
      const at = filter.indexOf('=');
      const field = filter.slice(0, at);
      if (at < 1 || !(known.includes(field) || (prefix !== undefined && field.startsWith(prefix)))) {
        throw new UsageError(
          `${quote(filter)} is not a filter; filters are FIELD=VALUE with ${[...known, ...(prefix ? [`${prefix}NAME`] : [])].join(', ')}`,
        );
      }
      return [field, filter.slice(at + 1)];
    }),
  );
}
