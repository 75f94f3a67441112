import type { Context } from './context';
import { deleteOldRecords } from './delete-old-records';
import { requeueTasks } from './tasks/requeue-tasks';
import { settleLines } from './tickets/settle-lines';

const DELETE_EVERY_MS = 10 * 60_000;

/**
 * Mends what events have missed: expired tickets, lines nobody moved on, tasks that a queue has lost. Several processes
 * may sweep at once. Rounds of one process never overlap; one that fails is logged and the next one comes.
 */
export function startSweeper(context: Context): { close(): Promise<void> } {
  const { log, config } = context;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  let deletedAtMs = performance.now();
  let round = Promise.resolve();
  const chores: [name: string, chore: (context: Context) => Promise<void>][] = [
    ['settle lines', settleLines],
    ['requeue tasks', requeueTasks],
  ];

  async function sweep(): Promise<void> {
    for (const [name, chore] of chores) {
      if (!closed) await chore(context).catch((err: unknown) => log.error({ err }, `sweep failed: ${name}`));
    }
    if (closed || performance.now() - deletedAtMs < DELETE_EVERY_MS) return;
    deletedAtMs = performance.now();
    await deleteOldRecords(context).catch((err: unknown) => log.error({ err }, 'sweep failed: delete old records'));
  }

  function schedule(): void {
    if (closed) return;
    timer = setTimeout(() => {
      round = sweep().then(schedule);
    }, config.sweepEveryMs);
  }

  schedule();
  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      await round;
    },
  };
}
