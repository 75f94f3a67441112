/** Nothing has that name or id. Exit status 3, as of any `ResourceNotFound`. */
export class NotFoundError extends Error {
  override name = 'NotFoundError';
  readonly code = 'ResourceNotFound';
}
