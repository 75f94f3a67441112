import { Type } from '@sinclair/typebox';
import { listImages as listImagesFor } from '@triton/catalog/list-images';
import { Image } from '@triton/schemas/image';
import { Uuid } from '@triton/schemas/uuid';
import { endpoint } from '../endpoint';
import { imageForVersion } from '../images/image-for-version';
import { Page, pageReply } from '../page';

const Text = Type.Optional(Type.String({ minLength: 1, maxLength: 256 }));

const ImageFilter = Type.Object({
  name: Text,
  version: Text,
  os: Text,
  type: Text,
  state: Type.Optional(
    Type.String({ minLength: 1, maxLength: 64, description: 'Default active; `all` for every state.' }),
  ),
  owner: Type.Optional(Uuid),
  public: Type.Optional(Type.Boolean()),
  ...Page,
});

export const listImages = endpoint({
  name: 'ListImages',
  method: 'get',
  path: '/:login/images',
  description: 'The images the account may use: public ones and its own.',
  query: ImageFilter,
  output: Type.Array(Image),
  status: 200,
  headers: ['x-resource-count', 'x-query-limit'],
  errors: ['InvalidArgument'],
  async handle({ db }, { caller, query, version }) {
    const { limit, offset, ...filter } = query;
    const images = await listImagesFor(db, caller.account.id, filter);
    return pageReply(
      images.map((image) => imageForVersion(image, version)),
      { limit, offset },
    );
  },
});
