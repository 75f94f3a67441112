import { type FSWatcher, watch } from 'node:fs';
import type { Logger } from '@triton/logging/create-logger';

/**
 * Calls `changed` when a zone configuration was written or removed, whoever did it: an operator's vmadm as well as a task.
 * Where the system cannot watch, changes show with the regular reports.
 */
export function watchVms(directory: string, changed: () => void, log: Logger): { close(): void } {
  let watcher: FSWatcher | undefined;
  try {
    watcher = watch(directory, { persistent: false }, (_event, name) => {
      if (name === null || name.endsWith('.json')) changed();
    });
    watcher.on('error', (err) => log.warn({ err, directory }, 'can not watch the zone configurations any more'));
  } catch (err) {
    log.warn({ err, directory }, 'can not watch the zone configurations');
  }
  return { close: () => watcher?.close() };
}
