import { METADATA_KINDS } from '@triton/schemas/metadata';
import { addMetadata } from './add-metadata';
import { deleteAllMetadata } from './delete-all-metadata';
import { deleteMetadata } from './delete-metadata';
import { getMetadata } from './get-metadata';
import { listMetadata } from './list-metadata';
import { setMetadata } from './set-metadata';

/** The same six operations for each of a VM's three collections. */
export const metadataEndpoints = METADATA_KINDS.flatMap((kind) => [
  listMetadata(kind),
  getMetadata(kind),
  addMetadata(kind),
  setMetadata(kind),
  deleteMetadata(kind),
  deleteAllMetadata(kind),
]);
