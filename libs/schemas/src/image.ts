import { type Static, Type } from '@sinclair/typebox';
import { Uuid } from './uuid';

/** An image. `image_size` (MiB) is the size of its disk; only `zvol` images have one. */
export const Image = Type.Object({
  id: Uuid,
  name: Type.String(),
  version: Type.String(),
  os: Type.String(),
  type: Type.String(),
  image_size: Type.Optional(Type.Integer()),
  description: Type.Optional(Type.String()),
  requirements: Type.Record(Type.String(), Type.Unknown()),
  owner: Uuid,
  public: Type.Boolean(),
  state: Type.String(),
  published_at: Type.String(),
  tags: Type.Record(Type.String(), Type.Unknown()),
});
export type Image = Static<typeof Image>;
