import { Type } from '@sinclair/typebox';
import { Task } from '@triton/schemas/task';
import { endpoint } from '../endpoint';
import { toTask } from '../tasks/to-task';
import { ServerParams } from '../vms/vm-payload';

export const serverTaskHistory = endpoint({
  name: 'ServerTaskHistory',
  method: 'get',
  path: '/servers/:server_uuid/task-history',
  description: 'What a compute node was last told to do, newest first.',
  params: ServerParams,
  query: Type.Object({
    limit: Type.Integer({ minimum: 1, maximum: 1000, default: 16 }),
    offset: Type.Integer({ minimum: 0, maximum: 1_000_000, default: 0 }),
  }),
  output: Type.Array(Task),
  status: 200,
  errors: ['ValidationFailed'],
  async handle({ db }, { params, query }) {
    const rows = await db
      .selectFrom('cnapi.tasks')
      .selectAll()
      .where('server_uuid', '=', params.server_uuid)
      .where('task', '<>', 'machine_load')
      .orderBy('created_at', 'desc')
      .orderBy('id')
      .limit(query.limit)
      .offset(query.offset)
      .execute();
    return rows.map(toTask);
  },
});
