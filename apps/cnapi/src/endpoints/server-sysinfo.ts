import { ValidationFailedError } from '@triton/errors/validation-failed-error';
import { Type } from '@sinclair/typebox';
import { endpoint } from '../endpoint';
import { registerServer } from '../servers/register-server';
import { Sysinfo } from '../servers/reports';
import { ServerParams } from '../vms/vm-payload';

export const serverSysinfo = endpoint({
  name: 'ServerSysinfo',
  method: 'post',
  path: '/servers/:server_uuid/sysinfo',
  description: 'A compute node registers, or registers anew.',
  params: ServerParams,
  input: Type.Object({ sysinfo: Sysinfo }, { additionalProperties: false }),
  maxBodyBytes: 1024 * 1024,
  status: 204,
  errors: ['ValidationFailed'],
  async handle(context, { params, input: { sysinfo } }) {
    const uuid = params.server_uuid.toLowerCase();
    if (sysinfo.UUID !== undefined && sysinfo.UUID.toLowerCase() !== uuid) {
      const message = 'is not the one that the path names';
      throw new ValidationFailedError(`sysinfo.UUID ${message}`, [{ field: 'sysinfo.UUID', code: 'Invalid', message }]);
    }
    await registerServer(context, uuid, sysinfo);
  },
});
