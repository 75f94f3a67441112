import { Audit } from '@triton/schemas/audit-finding';
import { readAudit } from '../audit/audit-table';
import { endpoint } from '../endpoint';

export const getAudit = endpoint({
  name: 'GetAudit',
  method: 'get',
  path: '/audit',
  description: 'What the last audit found: each difference with its cause, its evidence, and whether it was set right.',
  output: Audit,
  status: 200,
  errors: [],
  handle: ({ db }) => readAudit(db),
});
