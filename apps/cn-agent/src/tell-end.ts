import type { TaskOutcome } from '@triton/clients/cnapi-client';
import type { Context } from './context';
import type { JournalEntry } from './journal';
import { reportOutcome } from './report-outcome';

/** Tells CNAPI how a task ended that is in the journal, and notes there that it has heard. */
export async function tellEnd(context: Context, entry: JournalEntry, outcome: TaskOutcome): Promise<void> {
  await reportOutcome(context, entry.id, outcome);
  if (entry.acknowledged !== true) context.journal.acknowledge(entry.id);
}
