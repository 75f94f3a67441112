import { randomUUID } from 'node:crypto';

import { itIsAJournal } from './it-is-a-journal';
import { MemoryJournal } from './memory-journal';

itIsAJournal(async () => {
  let now = Date.parse('2026-03-03T10:00:00Z');
  const journal = new MemoryJournal<{ key: string }>(() => now);
  return {
    journal,
    async newJob() {
      const uuid = randomUUID();
      journal.add(uuid, { name: 'toy', version: '1.0.0' }, { key: uuid });
      return uuid;
    },
    async expireLease() {
      journal.expireLeases();
    },
    async makeDue(jobUuid) {
      now = Math.max(now, journal.read(jobUuid).lookAgainAt);
    },
  };
});
