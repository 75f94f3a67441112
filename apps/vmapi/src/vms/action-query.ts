import { Type } from '@sinclair/typebox';
import type { IncomingHttpHeaders } from 'node:http';
import { Uuid } from '@triton/schemas/uuid';
import type { AdmissionRequest } from './admit';
import { callerContext } from './caller-context';
import { idempotencyKey } from './idempotency-key';

/** What any action takes beside its own input. With `owner_uuid` the VM must be that account's. */
export const ActionQuery = Type.Object({
  owner_uuid: Type.Optional(Uuid),
  creator_uuid: Type.Optional(Uuid),
  origin: Type.Optional(Type.String({ maxLength: 64 })),
});

interface ActionRequest {
  params: { uuid: string };
  query: { owner_uuid?: string };
  input: object;
  headers: IncomingHttpHeaders;
}

const NO_OWNER = '00000000-0000-0000-0000-000000000000';

/** The parts of an action's request that admission looks at. */
export function admissionOf(operation: string, { params, query, input, headers }: ActionRequest): AdmissionRequest {
  return {
    vmUuid: params.uuid.toLowerCase(),
    ownerUuid: query.owner_uuid?.toLowerCase(),
    ifMatch: headers['if-match'],
    idempotencyKey: idempotencyKey(headers),
    keyOwnerUuid: query.owner_uuid ?? NO_OWNER,
    fingerprint: [operation, params.uuid, input],
    callerContext: callerContext(headers),
  };
}
