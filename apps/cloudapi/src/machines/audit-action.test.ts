import { auditAction } from './audit-action';

test.each([
  ['disable_deletion_protection', { task: 'update', payload: { indestructible_zoneroot: false } }],
  ['replace_metadata', { task: 'update', payload: { customer_metadata: { a: 1 } } }],
  ['replace_metadata', { task: 'update', payload: { set_customer_metadata: {}, remove_customer_metadata: [] } }],
  ['replace_tags', { task: 'update', payload: { set_tags: {}, remove_tags: [] } }],
  ['update', { task: 'update', payload: { autoboot: true } }],
  ['update', { task: 'update' }],
  ['reprovision', { task: 'reprovision' }],
  ['unknown', {}],
  ['unknown', { task: 'snapshot' }],
])('%s is what %j is told as', (action, params) => {
  expect(auditAction({ name: 'any-1.0.0', params })).toBe(action);
});
