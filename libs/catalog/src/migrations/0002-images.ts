import { sql } from '@triton/database/kysely';
import type { NumberedMigration } from '@triton/database/migrate';

export const images: NumberedMigration = {
  name: '0002-images',
  async up(db) {
    // An owner need not be an account of ours: public images belong to the operator.
    await sql`
      create table catalog.images (
        uuid uuid primary key,
        name text not null,
        version text not null,
        os text not null,
        type text not null,
        image_size_mib integer check (image_size_mib > 0),
        description text,
        requirements jsonb not null default '{}',
        owner_uuid uuid not null,
        is_public boolean not null,
        state text not null,
        published_at timestamptz not null,
        tags jsonb not null default '{}',
        check ((type = 'zvol') = (image_size_mib is not null))
      )`.execute(db);
    await sql`create index on catalog.images (owner_uuid)`.execute(db);
  },
};
