import { Type } from '@sinclair/typebox';
import { Uuid } from '@triton/schemas/uuid';
import { endpoint } from '../endpoint';
import { releaseAllocation } from '../placement/release-allocation';

export const allocationRelease = endpoint({
  name: 'AllocationRelease',
  method: 'delete',
  path: '/allocations/:uuid',
  description:
    'Gives back what `Allocate` (or, with `growth`, `VmReserve`) promised to a VM that will not take it, or that has it.',
  params: Type.Object({ uuid: Uuid }),
  query: Type.Object({
    growth: Type.Boolean({ default: false }),
    after: Type.Integer({ minimum: 0, maximum: 600, default: 0, description: 'seconds' }),
  }),
  status: 204,
  errors: ['ValidationFailed'],
  handle: (context, { params, query: { growth, after } }) =>
    releaseAllocation(context, { vmUuid: params.uuid.toLowerCase(), growth, afterSeconds: after }),
});
