import { idempotencyKey } from './idempotency-key';

test.each([undefined, 'a', '0b7f6a62-67ab-4f38-8d1f-3d7f0f9f4a55', 'k'.repeat(255)])('the key %j is taken', (key) => {
  expect(idempotencyKey(key === undefined ? {} : { 'idempotency-key': key })).toBe(key);
});

test.each(['', ' ', 'two words', 'k'.repeat(256), 'ÿ'])('the key %j is refused by name', (key) => {
  expect(() => idempotencyKey({ 'idempotency-key': key })).toThrow(
    expect.objectContaining({
      code: 'ValidationFailed',
      errors: [expect.objectContaining({ field: 'Idempotency-Key' })],
    }),
  );
});
