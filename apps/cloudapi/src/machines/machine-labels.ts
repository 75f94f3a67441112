import type { Metadata, MetadataKind } from '@triton/schemas/metadata';
import type { Vm } from '@triton/schemas/vm';

/** Kept with a machine for its guest alone; none of its user's to read in a list. */
const CREDENTIALS = 'credentials';

/** The tags or the metadata of a machine, as its user sees them. */
export function machineLabels(vm: Pick<Vm, MetadataKind>, kind: 'tags' | 'customer_metadata'): Metadata {
  const shown = Object.entries(vm[kind]).filter(([key]) => kind === 'tags' || key !== CREDENTIALS);
  return Object.fromEntries(shown) as Metadata;
}
