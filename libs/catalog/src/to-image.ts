import type { Selectable } from '@triton/database/kysely';
import type { Image } from '@triton/schemas/image';
import type { CatalogTables } from './catalog-tables';

export function toImage(row: Selectable<CatalogTables['catalog.images']>): Image {
  return {
    id: row.uuid,
    name: row.name,
    version: row.version,
    os: row.os,
    type: row.type,
    ...(row.image_size_mib === null ? {} : { image_size: row.image_size_mib }),
    ...(row.description === null ? {} : { description: row.description }),
    requirements: row.requirements,
    owner: row.owner_uuid,
    public: row.is_public,
    state: row.state,
    published_at: row.published_at.toISOString(),
    tags: row.tags,
  };
}
