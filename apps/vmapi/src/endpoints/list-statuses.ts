import { Type } from '@sinclair/typebox';
import { endpoint } from '../endpoint';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const listStatuses = endpoint({
  name: 'ListStatuses',
  method: 'get',
  path: '/statuses',
  description: 'The states of many VMs at once, by uuid. Those there are none of are not in the answer.',
  query: Type.Object({ uuids: Type.String({ maxLength: 40_000, description: 'comma separated' }) }),
  strictQuery: true,
  output: Type.Record(Type.String(), Type.String()),
  status: 200,
  errors: ['ValidationFailed'],
  async handle({ db }, { query }) {
    const uuids = query.uuids.split(',').filter((uuid) => UUID.test(uuid));
    if (uuids.length === 0) return {};
    const rows = await db.selectFrom('vmapi.vms').select(['uuid', 'state']).where('uuid', 'in', uuids).execute();
    return Object.fromEntries(rows.map(({ uuid, state }) => [uuid, state]));
  },
});
