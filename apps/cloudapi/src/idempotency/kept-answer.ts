/** An answer as it is kept for its `Idempotency-Key`. */
export interface KeptAnswer {
  status?: number;
  headers: Record<string, string>;
  /** Absent: an empty body. */
  body?: unknown;
}
