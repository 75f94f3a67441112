import { snapshotNameAt } from './snapshot-name-at';

test('a snapshot that nobody named is called by its second, in UTC', () => {
  expect(snapshotNameAt(new Date('2026-03-03T10:05:09.999Z'))).toBe('20260303T100509Z');
});
