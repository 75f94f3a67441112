/** One request to a service, and what came of it. */
export interface Ask {
  name: string;
  ask(): Promise<{ status: number; headers: Headers }>;
}

export interface Judgement {
  /** No answer may take longer. */
  boundMs: number;
  /** Which answers are right beside "come again"; none, unless said. */
  isFine?(name: string, status: number): boolean;
}

/**
 * Asks all at once of a service that has lost a store, and tells which answers are no good: each is to come in time, and
 * be 503 with `Retry-After` in seconds, or fine for a reason of its own.
 */
export async function badAnswers(asks: readonly Ask[], { boundMs, isFine }: Judgement): Promise<string[]> {
  const faults = await Promise.all(
    asks.map(async ({ name, ask }) => {
      const startedMs = performance.now();
      const late = timer(boundMs);
      try {
        const answer = await Promise.race([ask(), late.over]);
        if (answer === undefined) return `${name}: no answer in ${boundMs} ms`;
        const { status, headers } = answer;
        if (status === 503 && /^\d+$/.test(headers.get('retry-after') ?? '')) return undefined;
        if (isFine?.(name, status)) return undefined;
        return `${name}: ${status} after ${Math.round(performance.now() - startedMs)} ms, Retry-After ${headers.get('retry-after')}`;
      } catch (err) {
        return `${name}: ${String(err)}`;
      } finally {
        late.stop();
      }
    }),
  );
  return faults.filter((fault) => fault !== undefined).sort();
}

/** Until the service has as many connections to its stores as it holds, all of them in good order. */
export async function untilAllGood(ask: () => Promise<{ status: number }>): Promise<void> {
  for (let good = false; !good;) {
    const answers = await Promise.all(Array.from({ length: 10 }, ask));
    good = answers.every(({ status }) => status === 200);
  }
}

function timer(ms: number): { over: Promise<undefined>; stop(): void } {
  let timeout: NodeJS.Timeout | undefined;
  const over = new Promise<undefined>((resolve) => (timeout = setTimeout(() => resolve(undefined), ms)));
  return { over, stop: () => clearTimeout(timeout) };
}
