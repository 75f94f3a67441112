import { type Failure, SeveralFailedError } from './several-failed-error';

/** Does something to several `things` (`snapshots`) at once. One that fails does not keep it from the others. */
export async function eachOf(
  names: readonly string[],
  things: string,
  work: (name: string) => Promise<void>,
): Promise<void> {
  const wanted = [...new Set(names)];
  const failures: Failure[] = [];
  await Promise.all(wanted.map((name) => work(name).catch((error: unknown) => void failures.push({ name, error }))));
  const [first] = failures;
  if (first && wanted.length === 1) throw first.error;
  if (first) throw new SeveralFailedError(failures, wanted.length, things);
}
