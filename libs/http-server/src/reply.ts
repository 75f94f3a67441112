/** What `handle` returns when the body alone does not say it all. */
export class Reply {
  constructor(
    readonly body: unknown,
    readonly status: number | undefined,
    readonly headers: Readonly<Record<string, string>>,
    /** The body is text that goes out as it is. */
    readonly isText = false,
  ) {}
}

/** An answer with a status or headers of its own. `undefined` as body is an empty body. */
export function reply(body: unknown, options: { status?: number; headers?: Record<string, string> } = {}): Reply {
  return new Reply(body, options.status, options.headers ?? {});
}
