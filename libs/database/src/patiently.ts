import { AsyncLocalStorage } from 'node:async_hooks';

const patience = new AsyncLocalStorage<true>();

/** What `act` asks of a database may take as long as the database says: migrations. */
export function patiently<T>(act: () => Promise<T>): Promise<T> {
  return patience.run(true, act);
}

export function isPatient(): boolean {
  return patience.getStore() === true;
}
