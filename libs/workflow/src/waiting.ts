/** What a step answers that cannot go on yet. Made by `waiting`. */
export class Waiting {
  constructor(
    readonly reason: string,
    readonly lookAgainMs?: number,
  ) {}
}

/**
 * Ends this run of the job: nothing is held and nothing polls. The event that the step waits for queues the next run, which
 * runs the step again; should the event get lost, the sweeper does, after `lookAgainMs` (by default after a growing while).
 */
export function waiting(reason: string, lookAgainMs?: number): Waiting {
  return new Waiting(reason, lookAgainMs);
}
