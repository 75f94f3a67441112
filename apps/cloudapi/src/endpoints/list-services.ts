import { Type } from '@sinclair/typebox';
import { endpoint } from '../endpoint';
import { ownUrl } from '../own-url';

export const listServices = endpoint({
  name: 'ListServices',
  method: 'get',
  path: '/:login/services',
  description: 'The services of this datacenter by name, with their URLs.',
  output: Type.Record(Type.String(), Type.String()),
  status: 200,
  errors: [],
  handle: (_context, { headers }) => ({ cloudapi: ownUrl(headers) }),
});
