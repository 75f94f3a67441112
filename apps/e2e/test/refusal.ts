import { TritonError } from '@triton/errors/triton-error';

/** What a refused request was answered: the status, and the members of the body. */
export async function refusal(request: Promise<unknown>): Promise<{ status: number; code: string }> {
  const err = await request.then(
    () => new Error('it was accepted'),
    (thrown: unknown) => thrown,
  );
  if (!(err instanceof TritonError)) throw err;
  return { status: err.status, ...err.toBody() };
}
