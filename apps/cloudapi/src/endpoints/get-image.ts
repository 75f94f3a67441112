import { Type } from '@sinclair/typebox';
import { getImage as getImageFor } from '@triton/catalog/get-image';
import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import { Image } from '@triton/schemas/image';
import { Uuid } from '@triton/schemas/uuid';
import { endpoint } from '../endpoint';
import { imageForVersion } from '../images/image-for-version';

export const getImage = endpoint({
  name: 'GetImage',
  method: 'get',
  path: '/:login/images/:id',
  description: 'An image, in whatever state.',
  params: Type.Object({ id: Uuid }),
  output: Image,
  status: 200,
  errors: ['ResourceNotFound', 'InvalidArgument'],
  async handle({ db }, { caller, params, version }) {
    const image = await getImageFor(db, params.id.toLowerCase(), { accountUuid: caller.account.id });
    if (!image) throw new ResourceNotFoundError('image not found');
    return imageForVersion(image, version);
  },
});
