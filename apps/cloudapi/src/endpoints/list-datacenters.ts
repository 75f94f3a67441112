import { Type } from '@sinclair/typebox';
import { reply } from '@triton/http-server/reply';
import { endpoint } from '../endpoint';
import { ownUrl } from '../own-url';

export const listDatacenters = endpoint({
  name: 'ListDatacenters',
  method: 'get',
  path: '/:login/datacenters',
  description: 'Datacenters by name, with their URLs: this one.',
  output: Type.Record(Type.String(), Type.String()),
  status: 200,
  headers: ['Triton-Datacenter-Name'],
  errors: [],
  handle({ datacenterName }, { headers }) {
    return reply({ [datacenterName]: ownUrl(headers) }, { headers: { 'Triton-Datacenter-Name': datacenterName } });
  },
});
