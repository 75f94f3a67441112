import { waitFor } from './wait-for';

test('it answers what the predicate answers once that holds', async () => {
  let looks = 0;
  await expect(waitFor('third look', () => ++looks === 3 && 'there', { timeoutMs: 5000, everyMs: 1 })).resolves.toBe(
    'there',
  );
  expect(looks).toBe(3);
});

test('what holds already needs no second look, not even with no time left', async () => {
  await expect(waitFor('at once', () => true, { timeoutMs: 0 })).resolves.toBe(true);
});

test('the failure names what was waited for and keeps the last error', async () => {
  const refused = new Error('connection refused');
  const waited = waitFor('cnapi answers', () => Promise.reject(refused), { timeoutMs: 5, everyMs: 1 });
  await expect(waited).rejects.toMatchObject({ message: 'cnapi answers: not so after 5 ms', cause: refused });
});
