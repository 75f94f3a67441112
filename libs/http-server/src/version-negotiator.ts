import type { IncomingHttpHeaders } from 'node:http';
import { gte, maxSatisfying, rsort } from 'semver';

/** Long enough for any honest range, short enough to parse on every request. */
const LONGEST_WISH = 64;
const MOST_REMEMBERED = 500;

/** Chooses among the API versions a service offers. */
export class VersionNegotiator {
  readonly #offered: readonly string[];
  /** Clients send the same few ranges for ever; parsing one costs more than routing the request. */
  readonly #remembered = new Map<string, string | undefined>();

  constructor(offered: readonly string[]) {
    this.#offered = rsort([...offered]);
  }

  get latest(): string {
    return this.#offered[0] ?? '1.0.0';
  }

  /** The range the client asked for, if any. */
  wishOf(headers: IncomingHttpHeaders): string | undefined {
    const wish = headers['accept-version'] ?? headers['x-api-version'];
    const text = Array.isArray(wish) ? wish.join(', ') : wish;
    return text === undefined || text.trim() === '' ? undefined : text.trim();
  }

  /** The newest offered version in the range that is not older than `since`; `undefined` when there is none. */
  choose(wish: string | undefined, since?: string): string | undefined {
    if (wish === undefined) return since !== undefined && !gte(this.latest, since) ? undefined : this.latest;
    if (wish.length > LONGEST_WISH) return undefined;
    const question = `${since ?? ''} ${wish}`;
    if (this.#remembered.has(question)) return this.#remembered.get(question);
    const candidates = this.#offered.filter((version) => since === undefined || gte(version, since));
    const chosen = maxSatisfying(candidates, wish) ?? undefined;
    if (this.#remembered.size >= MOST_REMEMBERED) this.#remembered.clear();
    this.#remembered.set(question, chosen);
    return chosen;
  }
}
