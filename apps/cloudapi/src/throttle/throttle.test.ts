import fc from 'fast-check';
import { Throttle } from './throttle';

const ACME = '930896af-bf8c-48d4-885c-6573a94b1853';
const GLOBEX = '5d2a3c1e-0d5c-4f6e-8b1f-1f6f0c2d9a11';
let nowMs = 0;
const throttle = (read: number, change: number, burstSeconds = 2) =>
  new Throttle({ perSecond: { read, change }, burstSeconds, now: () => nowMs });

test('a burst is served, then as many as come in by the second', () => {
  const limited = throttle(10, 1);
  for (let i = 0; i < 20; i++) limited.count(ACME, 'read');
  expect(() => limited.count(ACME, 'read')).toThrow(
    expect.objectContaining({ code: 'RequestThrottled', status: 429, retryAfterSeconds: 1 }),
  );
  nowMs += 500;
  for (let i = 0; i < 5; i++) limited.count(ACME, 'read');
  expect(() => limited.count(ACME, 'read')).toThrow('more than 10 requests a second');
});

test('accounts and classes are counted apart', () => {
  const limited = throttle(1, 1, 1);
  limited.count(ACME, 'read');
  limited.count(ACME, 'change');
  limited.count(GLOBEX, 'read');
  expect(() => limited.count(ACME, 'read')).toThrow();
});

test('a slow rate says how long to wait', () => {
  const limited = throttle(0.1, 1, 10);
  limited.count(ACME, 'read');
  expect(() => limited.count(ACME, 'read')).toThrow(expect.objectContaining({ retryAfterSeconds: 10 }));
});

test('a rate of 0 is no limit', () => {
  const unlimited = throttle(0, 0);
  for (let i = 0; i < 10_000; i++) unlimited.count(ACME, 'change');
});

test('in any stretch of time no more is served than the burst and what came in', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(400), { minLength: 1, maxLength: 200 }), (waits) => {
      const limited = throttle(5, 5, 2);
      let served = 0;
      const startedAt = nowMs;
      for (const wait of waits) {
        nowMs += wait;
        try {
          limited.count(ACME, 'read');
          served += 1;
        } catch {
          // refused
        }
      }
      expect(served).toBeLessThanOrEqual(10 + ((nowMs - startedAt) / 1000) * 5);
    }),
  );
});
