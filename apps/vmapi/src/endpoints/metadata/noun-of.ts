import type { MetadataKind } from '@triton/schemas/metadata';

/** The kind in the names of its operations: `CustomerMetadata`. */
export function nounOf(kind: MetadataKind): string {
  return kind
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
