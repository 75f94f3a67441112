import { Type } from '@sinclair/typebox';
import { withRetries } from '@triton/database/with-retries';
import { ValidationFailedError } from '@triton/errors/validation-failed-error';
import { Uuid } from '@triton/schemas/uuid';
import { endpoint } from '../endpoint';
import { NodeReport } from '../vms/node-report';
import { putReport } from '../vms/put-report';

const MOST_BYTES = 16 * 1024 ** 2;

export const putVms = endpoint({
  name: 'PutVms',
  method: 'put',
  path: '/vms',
  description:
    'What one compute node says all of its VMs are now, as PutVm takes it of one. A VM that is not of this node, or that ' +
    'nobody knows, is passed over; one that is not named stays as it is.',
  query: Type.Object({ server_uuid: Uuid }),
  input: Type.Object({
    vms: Type.Record(Type.String(), Type.Object(NodeReport.properties, { additionalProperties: true })),
  }),
  status: 200,
  errors: ['ValidationFailed'],
  maxBodyBytes: MOST_BYTES,
  async handle({ db }, { query, input }) {
    const serverUuid = query.server_uuid.toLowerCase();
    const reports = Object.entries(input.vms).map(([uuid, report]) => ownReport(uuid, report));
    for (const report of reports) {
      await withRetries(db, async (trx) => {
        const vm = await trx
          .selectFrom('vmapi.vms')
          .select('reported_epoch')
          .where('uuid', '=', report.uuid)
          .where('server_uuid', '=', serverUuid)
          .forUpdate()
          .executeTakeFirst();
        if (vm) await putReport(trx, report, { epoch: vm.reported_epoch });
      });
    }
  },
});

function ownReport(uuid: string, report: NodeReport): NodeReport {
  if (report.uuid.toLowerCase() === uuid.toLowerCase()) return { ...report, uuid: uuid.toLowerCase() };
  const message = 'is not the one that it stands under';
  throw new ValidationFailedError('Invalid Parameters', [{ field: `vms.${uuid}.uuid`, code: 'Invalid', message }]);
}
