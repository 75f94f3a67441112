import { AsyncLocalStorage } from 'node:async_hooks';

const patience = new AsyncLocalStorage<true>();
let acts = 0;

/** What `act` asks of a database may take as long as the database says: migrations. */
export async function patiently<T>(act: () => Promise<T>): Promise<T> {
  acts++;
  try {
    return await patience.run(true, act);
  } finally {
    // In this Node, each promise of the process costs more as long as one storage is in use.
    if (--acts === 0) patience.disable();
  }
}

export function isPatient(): boolean {
  return patience.getStore() === true;
}
