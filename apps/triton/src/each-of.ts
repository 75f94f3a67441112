import { type Failure, SeveralFailedError } from './several-failed-error';

/** Does something to several `things` (`snapshots`), one after the other. One that fails does not keep it from the rest. */
export async function eachOf(
  names: readonly string[],
  things: string,
  work: (name: string) => Promise<void>,
): Promise<void> {
  const wanted = [...new Set(names)];
  const failures: Failure[] = [];
  for (const name of wanted) {
    await work(name).catch((error: unknown) => void failures.push({ name, error }));
  }
  const [first] = failures;
  if (first && wanted.length === 1) throw first.error;
  if (first) throw new SeveralFailedError(failures, wanted.length, things);
}
