/** One fault of one input field, as every Triton service reports it (`errors[]` of an error body). */
export interface FieldError {
  field: string;
  /** `Invalid`, `MissingParameter`, `Duplicate`, `InsufficientCapacity`. */
  code: string;
  message: string;
}

/** The body of an error answer. Facts of a code (`requested`, `free_space`…) stand beside the three. */
export interface ErrorBody {
  code: string;
  message: string;
  errors?: FieldError[];
  [fact: string]: unknown;
}

/**
 * An error a client may see. It knows its wire code and its HTTP status, holds facts rather than prose, and never
 * repeats its cause in its message: the cause goes to `options.cause` and from there to the log.
 */
export abstract class TritonError extends Error {
  abstract readonly code: string;
  abstract readonly status: number;
  readonly errors: readonly FieldError[];

  constructor(message: string, errors: readonly FieldError[] = [], options?: ErrorOptions) {
    super(message, options);
    this.errors = errors;
  }

  /** May the very same request succeed later without anyone changing it? */
  get retryable(): boolean {
    return false;
  }

  /** Members of the body beyond code, message and errors. */
  facts(): Record<string, unknown> {
    return {};
  }

  toBody(): ErrorBody {
    return {
      code: this.code,
      message: this.message,
      ...(this.errors.length > 0 ? { errors: [...this.errors] } : {}),
      ...this.facts(),
    };
  }
}
