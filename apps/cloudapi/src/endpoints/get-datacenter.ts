import { Type } from '@sinclair/typebox';
import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import { reply } from '@triton/http-server/reply';
import { endpoint } from '../endpoint';
import { ownUrl } from '../own-url';

export const getDatacenter = endpoint({
  name: 'GetDatacenter',
  method: 'get',
  path: '/:login/datacenters/:datacenter',
  description: 'Sends the client on to the datacenter of that name.',
  output: Type.Object({ code: Type.Literal('ResourceMoved'), message: Type.String() }),
  status: 302,
  headers: ['Location'],
  errors: ['ResourceNotFound'],
  handle({ datacenterName }, { headers, params }) {
    if (params.datacenter !== datacenterName) throw new ResourceNotFoundError('there is no such datacenter');
    const Location = ownUrl(headers);
    return reply({ code: 'ResourceMoved', message: `${datacenterName} is at ${Location}` }, { headers: { Location } });
  },
});
