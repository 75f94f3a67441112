import { Type } from '@sinclair/typebox';
import { Audit } from '@triton/schemas/audit-finding';
import { runAudit as audit } from '../audit/run-audit';
import { endpoint } from '../endpoint';

export const runAudit = endpoint({
  name: 'RunAudit',
  method: 'post',
  path: '/audit',
  description:
    'For operators: compares ledger, VM records and compute nodes now, sets right what is safe, and answers what was found.',
  input: Type.Object({}, { additionalProperties: false }),
  output: Audit,
  status: 200,
  errors: ['ValidationFailed'],
  handle: (context) => audit(context),
});
