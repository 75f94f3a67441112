/** Tells those who wait in this process that something with an id has changed. Carries no facts: the waiter looks again. */
export class Signals {
  readonly #listeners = new Map<string, Set<() => void>>();

  notify(id: string): void {
    for (const listener of [...(this.#listeners.get(id) ?? [])]) listener();
  }

  /** Calls `listener` at every change of `id` until the returned function is called. */
  listen(id: string, listener: () => void): () => void {
    const listeners = this.#listeners.get(id) ?? new Set();
    this.#listeners.set(id, listeners);
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.#listeners.get(id) === listeners) this.#listeners.delete(id);
    };
  }

  /** How many ids somebody waits for. */
  get size(): number {
    return this.#listeners.size;
  }
}
